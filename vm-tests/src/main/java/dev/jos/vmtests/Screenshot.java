package dev.jos.vmtests;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// What the screen of a machine showed.
public final class Screenshot {

    private static final int WITHOUT_ALPHA = 0xffffff;

    private final Path file;
    private final BufferedImage picture;

    private Screenshot(Path file, BufferedImage picture) {
        this.file = file;
        this.picture = picture;
    }

    static Screenshot read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException("`" + file + "` is no picture");
        }
        return new Screenshot(file, picture);
    }

    /// The picture, in the format PNG.
    public Path file() {
        return file;
    }

    BufferedImage picture() {
        return picture;
    }

    /// How many different colours it has; a blank one has one, and a text console a few.
    public int colours() {
        return (int) pixels().distinct().count();
    }

    /// The part of the screen that has exactly this colour, 0xRRGGBB, from 0 to 1.
    public double share(int colour) {
        long matching = pixels().filter(pixel -> pixel == colour).count();
        return (double) matching / (picture.getWidth() * picture.getHeight());
    }

    private IntStream pixels() {
        int width = picture.getWidth();
        return IntStream.of(picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width))
                .map(pixel -> pixel & WITHOUT_ALPHA);
    }
}
