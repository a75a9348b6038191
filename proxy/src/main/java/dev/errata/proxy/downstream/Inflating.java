package dev.errata.proxy.downstream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// gzip and deflate.
///
/// **Thread:** one at a time. **Source:** RFC 1952 (gzip, several members too), RFC 1950 (zlib; raw deflate is accepted
/// as clients send it).
final class Inflating implements BodyDecoder {

    private static final int GZIP_HEAD = 10;
    private static final int GZIP_TAIL = 8;

    private final boolean gzip;
    private final CRC32 crc = new CRC32();
    private final byte[] piece = new byte[PIECE];
    private Inflater inflater = new Inflater(true);
    private Step step = Step.HEAD;
    private byte[] held = new byte[0];
    private byte[] input = held;
    private final Growth growth = new Growth();

    /// Where it stands within the encoded bytes.
    private enum Step {
        /// Before the compressed data.
        HEAD,
        /// Within them.
        DATA,
        /// Behind them, where gzip has its check.
        TAIL,
        /// All is decoded; another gzip member may follow.
        DONE
    }

    Inflating(boolean gzip) {
        this.gzip = gzip;
    }

    @Override
    public void feed(byte[] bytes) {
        growth.taken(bytes.length);
        if (step == Step.DATA) {
            inflate(bytes);
        } else {
            held = join(held, bytes);
        }
    }

    @Override
    public byte[] next() throws Broken {
        int count = 0;
        boolean going = true;
        while (going && count == 0) {
            going = switch (step) {
                case HEAD -> head();
                case DATA -> {
                    count = inflate();
                    yield count > 0 || step != Step.DATA;
                }
                case TAIL -> tail();
                case DONE -> again();
            };
        }
        growth.given(count);
        return Arrays.copyOf(piece, count);
    }

    @Override
    public boolean complete() {
        return step == Step.DONE || (step == Step.HEAD && growth.untouched());
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate() throws Broken {
        try {
            int count = inflater.inflate(piece);
            crc.update(piece, 0, count);
            if (inflater.finished()) {
                held = rest();
                step = gzip ? Step.TAIL : Step.DONE;
            } else if (inflater.needsDictionary()) {
                throw new Broken("it needs a dictionary", false);
            }
            return count;
        } catch (DataFormatException e) {
            throw new Broken("it is damaged", false);
        }
    }

    private byte[] rest() {
        return Arrays.copyOfRange(input, input.length - inflater.getRemaining(), input.length);
    }

    private boolean head() throws Broken {
        int length = gzip ? gzipHead() : zlibHead();
        if (length < 0) {
            if (held.length > PIECE) {
                throw new Broken("its head is too long", false);
            }
            return false;
        }
        byte[] data = Arrays.copyOfRange(held, length, held.length);
        held = new byte[0];
        crc.reset();
        step = Step.DATA;
        inflate(data);
        return true;
    }

    private void inflate(byte[] data) {
        input = data;
        inflater.setInput(data);
    }

    /// The head's length, or -1 if it is not all there.
    private int zlibHead() {
        if (held.length < 2) {
            return -1;
        }
        boolean zlib = (held[0] & 0x0f) == 8 && ((held[0] & 0xff) << 8 | (held[1] & 0xff)) % 31 == 0;
        inflater.end();
        inflater = new Inflater(!zlib);
        return 0;
    }

    private int gzipHead() throws Broken {
        if (held.length < GZIP_HEAD) {
            return -1;
        }
        if ((held[0] & 0xff) != 0x1f || (held[1] & 0xff) != 0x8b || held[2] != 8 || (held[3] & 0xe0) != 0) {
            throw new Broken("it is not gzip", false);
        }
        int flags = held[3];
        int at = GZIP_HEAD;
        if ((flags & 4) != 0) {
            at = held.length < at + 2 ? -1 : at + 2 + (held[at] & 0xff) + ((held[at + 1] & 0xff) << 8);
        }
        at = (flags & 8) != 0 ? behindText(at) : at;
        at = (flags & 16) != 0 ? behindText(at) : at;
        at = at >= 0 && (flags & 2) != 0 ? at + 2 : at;
        return at > held.length ? -1 : at;
    }

    private int behindText(int from) {
        for (int i = from; from >= 0 && i < held.length; i++) {
            if (held[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean tail() throws Broken {
        if (held.length < GZIP_TAIL) {
            return false;
        }
        if (little(0) != (int) crc.getValue() || little(4) != (int) inflater.getBytesWritten()) {
            throw new Broken("its check is wrong", false);
        }
        held = Arrays.copyOfRange(held, GZIP_TAIL, held.length);
        step = Step.DONE;
        return true;
    }

    private boolean again() throws Broken {
        if (held.length == 0) {
            return false;
        }
        if (!gzip) {
            throw new Broken("something follows its end", false);
        }
        inflater.reset();
        step = Step.HEAD;
        return true;
    }

    private int little(int at) {
        return (held[at] & 0xff)
                | (held[at + 1] & 0xff) << 8
                | (held[at + 2] & 0xff) << 16
                | (held[at + 3] & 0xff) << 24;
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
