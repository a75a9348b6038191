package dev.errata.desktop.shell;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fake.FakeTrial;
import dev.errata.desktop.fake.Pages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window on a stage, with fakes or the real house below it, for tests and pictures.
public final class OpenWindow implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screens");

    public final Stage stage;
    final ErrataWindow window;

    private OpenWindow(Stage stage, ErrataWindow window) {
        this.stage = stage;
        this.window = window;
    }

    static OpenWindow on(FakeDesk desk, double width, double height) {
        return on(
                new WindowParts(desk, FakeTrial::run, Pages.all(), InstantSource.fixed(BusyDesk.NOW), desk.files, null),
                width,
                height);
    }

    public static OpenWindow on(WindowParts parts, double width, double height) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            var window = new ErrataWindow(parts);
            var stage = new Stage();
            window.show(stage);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            return new OpenWindow(stage, window);
        });
    }

    public <N extends Node> N find(String query, Class<N> kind) {
        return kind.cast(until("there is " + query, () -> stage.getScene().lookup(query)));
    }

    public void click(String query) {
        click(() -> stage.getScene().lookup(query));
    }

    /// Clicks in the middle of a node once it rests there. The middle is measured on the FX thread: a robot that is
    /// given
    /// the node measures it on the test's thread, and two threads in one scene break its bookkeeping now and then.
    public static void click(Callable<@Nullable Node> look) {
        Point2D before = new Point2D(-1, -1);
        Point2D middle = middle(look);
        while (!middle.equals(before)) {
            before = middle;
            WaitForAsyncUtils.waitForFxEvents(5);
            middle = middle(look);
        }
        new FxRobot().clickOn(middle);
    }

    private static Point2D middle(Callable<@Nullable Node> look) {
        return until("it is laid out", () -> {
            Node node = look.call();
            Bounds bounds = node == null ? null : node.localToScreen(node.getBoundsInLocal());
            return bounds == null || bounds.isEmpty() ? null : new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
    }

    public boolean shows(String query) {
        return fx(() -> {
            Node node = stage.getScene().lookup(query);
            return node != null && node.isVisible();
        });
    }

    /// Waits until a look on the FX thread gives something that is not null and not false.
    public static <T> T until(String what, Callable<T> look) {
        var found = new AtomicReference<T>();
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> {
                T value = fx(look);
                found.set(value);
                return value != null && !Boolean.FALSE.equals(value);
            });
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
        return found.get();
    }

    public static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    public static void run(Runnable work) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, work);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Writes what is seen to `target/screens/NAME.png`.
    Path picture(String name) {
        WaitForAsyncUtils.waitForFxEvents(8);
        WritableImage image = fx(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(PICTURES);
            Path file = PICTURES.resolve(name + ".png");
            ImageIO.write(picture, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(() -> {
            stage.hide();
            window.close();
        });
    }

    public static void startToolkit() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the toolkit did not start", e);
        }
    }
}
