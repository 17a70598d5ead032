// A board that is open: draws what /v1/business/…/board tells, and goes on behind the last arrival after a cut.
// Words and shapes come with the page; nothing that is drawn is ever read as HTML.
'use strict';
(() => {
  const board = document.querySelector('[data-board]');
  const words = JSON.parse(board.dataset.words);
  const [connection, list, empty, closed, inside, pattern] =
    ['.connection', '.arrivals', '.empty', '.closed', '.inside strong', 'template'].map((css) => board.querySelector(css));
  const SLOT = 30_000;
  const KAZAKHSTAN = 5 * 3_600_000;
  const codes = new WeakMap();
  let last = null, wait = 1_000, ahead = null, day = null, turning, way;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const clock = (at) => new Date(at + KAZAKHSTAN).toISOString().slice(11, 16);
  const now = () => performance.now() + ahead;

  function say(text) {
    board.classList.toggle('lost', text !== words.live);
    connection.hidden = false;
    connection.textContent = text;
  }

  // Door codes turn over with the service's half minutes.
  function turn() {
    clearTimeout(turning);
    for (const row of list.children) show(row);
    turning = setTimeout(turn, SLOT - (now() % SLOT) + 5);
  }

  function show(row) {
    const running = codes.get(row);
    const code = (running && running.codes[Math.floor((now() - running.from) / SLOT)]) ?? '';
    const place = row.querySelector('.code');
    if (place.textContent !== code) place.textContent = code;
  }

  function draw(arrival) {
    const [colour, word, shape] = words.looks[arrival.colour ?? 'none'];
    const row = pattern.content.firstElementChild.cloneNode(true);
    const part = (css) => row.querySelector(css);
    row.dataset.arrival = arrival.arrival;
    row.classList.add('arrival', arrival.outcome, arrival.source);
    if (arrival.outcome === 'admitted') row.classList.add(colour);
    part('.status').classList.add(colour);
    part('path').setAttribute('d', shape);
    part('.status span').textContent = word;
    part('.outcome strong').textContent = words.outcomes[arrival.outcome];
    part('.mark').textContent = words.marks[arrival.source];
    part('.where span').textContent = fill(words.entrance, { entrance: arrival.entrance });
    part('time').textContent = clock(arrival.at);
    codes.set(row, arrival.codes);
    show(row);
    return row;
  }

  // A row stands at its number, the newest first; the same number again replaces it.
  function put(arrival) {
    const rows = [...list.children];
    const at = rows.find((row) => Number(row.dataset.arrival) <= arrival.arrival);
    const row = draw(arrival);
    if (at && Number(at.dataset.arrival) === arrival.arrival) at.replaceWith(row);
    else list.insertBefore(row, at ?? null);
    while (list.children.length > words.rows) list.lastElementChild.remove();
    empty.hidden = true;
  }

  const events = {
    begin(data) {
      ahead = data.time - performance.now();
      if (!data.resumed) list.replaceChildren();
      empty.hidden = list.children.length > 0;
      say(words.live);
      turn();
    },
    arrival: put,
    inside(data) { inside.textContent = data.people; },
    // The head of the page says what the venue is.
    mode(data) { if (data.mode !== words.mode) location.reload(); },
    closed(data) {
      closed.textContent = fill(words.closed, { time: clock(data.at), count: data.ended });
      closed.hidden = false;
    },
    counts(data) {
      if (day !== null && day !== data.day) closed.hidden = true;
      day = data.day;
    },
  };

  function take(block) {
    let name, data;
    for (const line of block.split('\n')) {
      const [, field, value] = /^(\w+): (.*)$/.exec(line) ?? [];
      if (field === 'event') name = value;
      if (field === 'id') last = value;
      if (field === 'data') data = JSON.parse(value);
      if (field === 'retry') wait = Number(value);
    }
    if (name in events) events[name](data);
  }

  async function listen() {
    let silence, why = words.lost;
    way = new AbortController();
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => way.abort(), words.silence);
    };
    try {
      heard();
      const headers = last === null ? {} : { 'last-event-id': last };
      const answer = await fetch(board.dataset.board, { headers, cache: 'no-store', signal: way.signal });
      // Logged out, or no longer the owner: the page itself says so.
      if ([401, 403, 404].includes(answer.status)) location.reload();
      if (answer.status === 429) why = words.full;
      if (answer.ok) {
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let text = '';
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          heard();
          const blocks = (text + part.value).split('\n\n');
          text = blocks.pop();
          blocks.forEach(take);
        }
      }
    } catch {
      // Cut: what was missed comes with the next way.
    }
    clearTimeout(silence);
    say(why);
    setTimeout(listen, wait);
  }

  addEventListener('offline', () => way.abort());
  listen();
})();
