import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Lays pictures side by side, sorted by name: {@code FOLDER SHEET COLUMNS}. */
public class Sheet {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 208;
    private static final int GAP = 6;

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        File[] files = new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".png"));
        Arrays.sort(files);
        int columns = Integer.parseInt(arguments[2]);
        int rows = (files.length + columns - 1) / columns;
        var sheet = new BufferedImage(GAP + columns * (WIDTH + GAP), GAP + rows * (HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = sheet.createGraphics();
        drawn.setColor(Color.GRAY);
        drawn.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        drawn.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < files.length; i++) {
            BufferedImage picture = ImageIO.read(files[i]);
            double scale = Math.min((double) WIDTH / picture.getWidth(), (double) HEIGHT / picture.getHeight());
            int width = (int) (picture.getWidth() * scale);
            int height = (int) (picture.getHeight() * scale);
            int x = GAP + i % columns * (WIDTH + GAP) + (WIDTH - width) / 2;
            drawn.drawImage(smaller(picture, width, height), x, GAP + i / columns * (HEIGHT + GAP), width, height, null);
        }
        ImageIO.write(sheet, "png", new File(arguments[1]));
    }

    /** Halves a picture as often as it stays larger than wanted: in one step, lines would be lost. */
    private static BufferedImage smaller(BufferedImage picture, int width, int height) {
        while (picture.getWidth() >= 2 * width && picture.getHeight() >= 2 * height) {
            var half = new BufferedImage(picture.getWidth() / 2, picture.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
            Graphics2D drawn = half.createGraphics();
            drawn.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            drawn.drawImage(picture, 0, 0, half.getWidth(), half.getHeight(), null);
            drawn.dispose();
            picture = half;
        }
        return picture;
    }
}
