package dev.jos.vmtests;

import dev.jos.host.Command;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;

/// Reads what is written on a screen, with tesseract(1).
final class TextRecognition {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// It was trained with letters as scanners see them, which are larger than those of screens.
    private static final int SCALE = 3;

    private final Sandbox tesseract;

    TextRecognition(Sandbox tesseract) {
        this.tesseract = tesseract;
    }

    /// The words on the screen, dark ones on light ground and light ones on dark ground.
    String read(Screenshot screen) throws IOException {
        return read(prepared(screen.picture(), false)) + read(prepared(screen.picture(), true));
    }

    private String read(byte[] picture) throws IOException {
        // Words anywhere, in no order: a screen is no page.
        return tesseract
                .run(
                        Command.of("tesseract", "-", "-", "--psm", "11")
                                .env("OMP_THREAD_LIMIT", "1")
                                .stdin(picture)
                                .timeout(LIMIT),
                        Confinement.NONE)
                .text();
    }

    private static byte[] prepared(BufferedImage picture, boolean inverted) throws IOException {
        int width = picture.getWidth() * SCALE;
        int height = picture.getHeight() * SCALE;
        BufferedImage larger = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = larger.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(picture, 0, 0, width, height, null);
        if (inverted) {
            canvas.setXORMode(Color.WHITE);
            canvas.setColor(Color.BLACK);
            canvas.fillRect(0, 0, width, height);
        }
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(larger, "png", out);
        return out.toByteArray();
    }
}
