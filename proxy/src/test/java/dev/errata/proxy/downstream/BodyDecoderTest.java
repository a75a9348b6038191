package dev.errata.proxy.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class BodyDecoderTest {

    private static final String TEXT =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"naïve \uD83D\uDE00 teh teh teh\"}]}";

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text, boolean raw) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw)) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] out = new byte[1024];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    /// A head with every optional part: extra field, name, comment, check of the head.
    private static byte[] gzipWithLongHead(String text) throws IOException {
        byte[] plain = gzip(text);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0});
        bytes.writeBytes(new byte[] {3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9});
        bytes.write(plain, 10, plain.length - 10);
        return bytes.toByteArray();
    }

    private static String decode(String coding, byte[]... pieces) throws BodyDecoder.Broken {
        try (BodyDecoder decoder = BodyDecoder.of(coding).orElseThrow()) {
            var out = new ByteArrayOutputStream();
            for (byte[] piece : pieces) {
                decoder.feed(piece);
                for (byte[] next = decoder.next(); next.length > 0; next = decoder.next()) {
                    out.writeBytes(next);
                }
            }
            return decoder.complete() ? out.toString(StandardCharsets.UTF_8) : "cut off";
        }
    }

    private static void decodesHoweverItIsCut(String coding, byte[] bytes, String text) throws Exception {
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] first = Arrays.copyOf(bytes, cut);
            byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
            assertThat(decode(coding, first, second))
                    .as("%s cut at %d", coding, cut)
                    .isEqualTo(text);
        }
    }

    @Test
    void decodesHoweverTheBytesAreCut() throws Exception {
        decodesHoweverItIsCut("gzip", gzip(TEXT), TEXT);
        decodesHoweverItIsCut("x-GZIP", gzipWithLongHead(TEXT), TEXT);
        decodesHoweverItIsCut("deflate", deflate(TEXT, false), TEXT);
        decodesHoweverItIsCut("deflate", deflate(TEXT, true), TEXT);
        var twice = new ByteArrayOutputStream();
        twice.writeBytes(gzip(TEXT));
        twice.writeBytes(gzip("more"));
        decodesHoweverItIsCut("gzip", twice.toByteArray(), TEXT + "more");
    }

    @Test
    void knowsAnEndThatIsMissing() throws Exception {
        byte[] bytes = gzip(TEXT);
        for (int length = 1; length < bytes.length; length++) {
            assertThat(decode("gzip", Arrays.copyOf(bytes, length))).isEqualTo("cut off");
        }
    }

    @Test
    void refusesWhatIsDamaged() throws Exception {
        byte[] wrongCheck = gzip(TEXT);
        wrongCheck[wrongCheck.length - 6] ^= 1;
        assertThatThrownBy(() -> decode("gzip", wrongCheck)).hasMessageContaining("check");
        assertThatThrownBy(() -> decode("gzip", TEXT.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not gzip");
        byte[] trailing = Arrays.copyOf(deflate("a", false), 40);
        assertThatThrownBy(() -> decode("deflate", trailing)).hasMessageContaining("follows");
    }

    @Test
    void givesPiecesAndStopsABomb() throws Exception {
        byte[] large = gzip("0123456789abcdef".repeat(1 << 16));
        try (BodyDecoder decoder = BodyDecoder.of("gzip").orElseThrow()) {
            decoder.feed(large);
            assertThat(decoder.next()).hasSize(64 << 10);
        }
        byte[] bomb = gzip(" ".repeat(16 << 20));
        assertThatThrownBy(() -> decode("gzip", bomb)).isInstanceOfSatisfying(BodyDecoder.Broken.class, broken -> {
            assertThat(broken.tooLarge()).isTrue();
            assertThat(broken).hasMessageContaining("256-fold");
        });
    }

    @Test
    void decodesZstdHoweverTheBytesAreCut() throws Exception {
        byte[] frame = Zstd.compress(TEXT.getBytes(StandardCharsets.UTF_8));
        decodesHoweverItIsCut("zstd", frame, TEXT);
        var twice = new ByteArrayOutputStream();
        twice.writeBytes(frame);
        twice.writeBytes(Zstd.compress("more".getBytes(StandardCharsets.UTF_8)));
        decodesHoweverItIsCut("Zstd", twice.toByteArray(), TEXT + "more");
        assertThat(decode("zstd")).isEmpty();
    }

    @Test
    void decodesLargeZstdInPieces() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 3 << 20; i++) {
            text.append(Integer.toHexString(i * 0x9E3779B9)).append(" lorem ");
        }
        byte[] frame = Zstd.compress(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(decode("zstd", Arrays.copyOf(frame, 70_000), Arrays.copyOfRange(frame, 70_000, frame.length)))
                .isEqualTo(text.toString());
        try (BodyDecoder decoder = BodyDecoder.of("zstd").orElseThrow()) {
            decoder.feed(frame);
            assertThat(decoder.next()).hasSizeLessThanOrEqualTo(64 << 10);
        }
    }

    @Test
    void knowsZstdThatIsCutOffOrDamaged() throws Exception {
        byte[] frame = Zstd.compress(TEXT.getBytes(StandardCharsets.UTF_8));
        for (int length = 1; length < frame.length; length++) {
            assertThat(decode("zstd", Arrays.copyOf(frame, length))).isEqualTo("cut off");
        }
        assertThatThrownBy(() -> decode("zstd", TEXT.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("damaged");
    }

    @Test
    void stopsAZstdBombAndAWindowThatIsTooLarge() throws Exception {
        byte[] bomb = Zstd.compress(new byte[64 << 20]);
        assertThatThrownBy(() -> decode("zstd", bomb))
                .isInstanceOfSatisfying(
                        BodyDecoder.Broken.class,
                        broken -> assertThat(broken.tooLarge()).isTrue());
        var wide = new ByteArrayOutputStream();
        try (var zstd = new ZstdOutputStream(wide)) {
            zstd.setLong(25);
            zstd.write(new byte[1 << 20]);
        }
        assertThatThrownBy(() -> decode("zstd", wide.toByteArray())).hasMessageContaining("window");
    }

    @Test
    void leavesOtherCodingsAlone() {
        for (String coding : new String[] {"", "identity", "br", "gzip, gzip"}) {
            assertThat(BodyDecoder.of(coding)).as(coding).isEmpty();
        }
    }
}
