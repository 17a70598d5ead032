//! HTTP/1.1 as far as a load needs it: one keep-alive connection, one request at a time.

use std::io;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A connection to the service.
pub(crate) struct Line {
    stream: TcpStream,
    read: Vec<u8>,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) retry_after: bool,
    pub(crate) nonce: String,
    pub(crate) body: Vec<u8>,
    /// How long it was on the wire, its head included.
    pub(crate) bytes: usize,
}

impl Line {
    /// Opens a connection.
    pub(crate) async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address.trim_start_matches("http://")).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(4096) })
    }

    /// A nonce of the service.
    pub(crate) async fn nonce(&mut self) -> io::Result<String> {
        self.send(b"GET /v1/nonce HTTP/1.1\r\nhost: ashyq\r\n\r\n").await?;
        Ok(self.reply().await?.nonce)
    }

    /// Sends a request.
    pub(crate) async fn send(&mut self, request: &[u8]) -> io::Result<()> {
        self.stream.write_all(request).await
    }

    /// Reads the answer.
    pub(crate) async fn reply(&mut self) -> io::Result<Reply> {
        self.read.clear();
        let head = loop {
            if let Some(at) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.read[..head]).map_err(io::Error::other)?;
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.split_once(": ").filter(|(field, _)| *field == name).map(|(_, value)| value))
        };
        let status = text.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let length: usize = field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let (retry_after, nonce) = (field("retry-after").is_some(), field("dpop-nonce").unwrap_or_default().to_owned());
        while self.read.len() < head + length {
            self.more().await?;
        }
        Ok(Reply { status, retry_after, nonce, body: self.read[head..head + length].to_vec(), bytes: head + length })
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// Lets this process and those that it starts have as many connections as the machine allows.
pub(crate) fn raise_limit_of_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).expect("the limit can be raised to its maximum");
}
