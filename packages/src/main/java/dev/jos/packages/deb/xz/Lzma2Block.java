package dev.jos.packages.deb.xz;

import java.util.Arrays;
import org.tukaani.xz.CorruptedInputException;

/// Decodes the LZMA2 chunks of one xz block from memory to memory (the LZMA specification of the LZMA SDK, and
/// `lzma2` in the
/// xz file format).
///
/// Knowing all of the input and the size of the output makes it fast: the output is its own dictionary, and the
/// state of the
/// range decoder stays in registers while literals are decoded.
final class Lzma2Block {

    private static final int STATES = 12;
    private static final int POSITION_STATES = 16;
    private static final int LITERAL = 0x300;
    private static final short HALF = 1024;
    private static final int SHORTEST_MATCH = 2;

    /// The places of the probabilities in one array.
    private static final int IS_MATCH = 0;
    private static final int IS_REP = IS_MATCH + STATES * POSITION_STATES;
    private static final int IS_REP0 = IS_REP + STATES;
    private static final int IS_REP1 = IS_REP0 + STATES;
    private static final int IS_REP2 = IS_REP1 + STATES;
    private static final int IS_REP0_LONG = IS_REP2 + STATES;
    private static final int SLOTS = IS_REP0_LONG + STATES * POSITION_STATES;
    private static final int SPECIAL = SLOTS + 4 * 64;
    private static final int ALIGN = SPECIAL + 128;
    private static final int MATCH_LENGTH = ALIGN + 16;
    private static final int LENGTH_LOW = 2;
    private static final int LENGTH_MIDDLE = LENGTH_LOW + POSITION_STATES * 8;
    private static final int LENGTH_HIGH = LENGTH_MIDDLE + POSITION_STATES * 8;
    private static final int REP_LENGTH = MATCH_LENGTH + LENGTH_HIGH + 256;
    private static final int LITERALS = REP_LENGTH + LENGTH_HIGH + 256;

    private final byte[] in;
    private final int inputSize;
    private final byte[] out;
    private final int size;
    private final short[] probabilities = new short[LITERALS + LITERAL * 16];
    private int at;
    private int written;
    private int range;
    private int code;

    private int state;
    private int rep0;
    private int rep1;
    private int rep2;
    private int rep3;
    private int literalContext;
    private int literalMask;
    private int positionMask;

    private Lzma2Block(byte[] in, int inputSize, byte[] out, int size) {
        this.in = in;
        this.inputSize = inputSize;
        this.out = out;
        this.size = size;
    }

    /// Decodes the block of which the first `inputSize` bytes of `in` are all to the first `size` bytes of `out`; what
    /// is behind them has no meaning.
    ///
    /// @param size of the content; anything else is an error
    /// @throws CorruptedInputException if the block is damaged
    static void decode(byte[] in, int inputSize, byte[] out, int size) throws CorruptedInputException {
        try {
            new Lzma2Block(in, inputSize, out, size).chunks();
        } catch (ArrayIndexOutOfBoundsException damaged) {
            throw new CorruptedInputException();
        }
    }

    private void chunks() throws CorruptedInputException {
        boolean needsDictionary = true;
        boolean needsProperties = true;
        for (int control = next(); control != 0; control = next()) {
            if (control >= 0xe0 || control == 1) {
                needsDictionary = false;
                needsProperties |= control == 1;
            }
            check(!needsDictionary);
            if (control >= 0x80) {
                int end = written + ((control & 0x1f) << 16) + next16() + 1;
                int chunkSize = next16() + 1;
                if (control >= 0xc0) {
                    needsProperties = false;
                    properties(next());
                } else {
                    check(!needsProperties);
                }
                if (control >= 0xa0) {
                    resetState();
                }
                lzma(end, at + chunkSize);
            } else {
                check(control <= 2);
                int length = next16() + 1;
                check(length <= size - written);
                System.arraycopy(in, at, out, written, length);
                at += length;
                written += length;
            }
        }
        check(written == size && at == inputSize);
    }

    private int next() {
        return in[at++] & 0xff;
    }

    private int next16() {
        return (next() << 8) | next();
    }

    private static void check(boolean holds) throws CorruptedInputException {
        if (!holds) {
            throw new CorruptedInputException();
        }
    }

    private void properties(int properties) throws CorruptedInputException {
        int positionBits = properties / 45;
        int literalPosition = properties % 45 / 9;
        literalContext = properties % 9;
        check(positionBits <= 4 && literalContext + literalPosition <= 4);
        positionMask = (1 << positionBits) - 1;
        literalMask = (1 << literalPosition) - 1;
    }

    private void resetState() {
        state = 0;
        rep0 = 0;
        rep1 = 0;
        rep2 = 0;
        rep3 = 0;
        Arrays.fill(probabilities, HALF);
    }

    private void lzma(int end, int inputEnd) throws CorruptedInputException {
        check(end <= size && next() == 0);
        range = -1;
        code = (next16() << 16) | next16();
        while (written < end) {
            literals(end);
            if (written < end) {
                match(end);
            }
        }
        if ((range & 0xff000000) == 0) {
            normalize();
        }
        check(written == end && at == inputEnd && code == 0);
    }

    /// Decodes literals up to the next match or the end of the chunk; the match's first bit is read.
    private void literals(int end) {
        final byte[] in = this.in;
        final byte[] out = this.out;
        final short[] probabilities = this.probabilities;
        final int positionMask = this.positionMask;
        final int literalMask = this.literalMask;
        final int literalContext = this.literalContext;
        int at = this.at;
        int range = this.range;
        int code = this.code;
        int state = this.state;
        int to = this.written;
        while (to < end) {
            int index = IS_MATCH + (state << 4) + (to & positionMask);
            if ((range & 0xff000000) == 0) {
                range <<= 8;
                code = (code << 8) | (in[at++] & 0xff);
            }
            int probability = probabilities[index];
            int bound = (range >>> 11) * probability;
            if (code + Integer.MIN_VALUE >= bound + Integer.MIN_VALUE) {
                range -= bound;
                code -= bound;
                probabilities[index] = (short) (probability - (probability >>> 5));
                break;
            }
            range = bound;
            probabilities[index] = (short) (probability + ((2048 - probability) >>> 5));
            int previous = to == 0 ? 0 : out[to - 1] & 0xff;
            int base =
                    LITERALS + LITERAL * (((to & literalMask) << literalContext) + (previous >>> (8 - literalContext)));
            int symbol = 1;
            if (state >= 7) {
                int matched = out[to - rep0 - 1] & 0xff;
                int offset = 0x100;
                do {
                    matched <<= 1;
                    int matchedBit = matched & offset;
                    index = base + offset + matchedBit + symbol;
                    if ((range & 0xff000000) == 0) {
                        range <<= 8;
                        code = (code << 8) | (in[at++] & 0xff);
                    }
                    probability = probabilities[index];
                    bound = (range >>> 11) * probability;
                    if (code + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
                        range = bound;
                        probabilities[index] = (short) (probability + ((2048 - probability) >>> 5));
                        symbol <<= 1;
                        offset &= ~matchedBit;
                    } else {
                        range -= bound;
                        code -= bound;
                        probabilities[index] = (short) (probability - (probability >>> 5));
                        symbol = (symbol << 1) | 1;
                        offset &= matchedBit;
                    }
                } while (symbol < 0x100);
            } else {
                do {
                    index = base + symbol;
                    if ((range & 0xff000000) == 0) {
                        range <<= 8;
                        code = (code << 8) | (in[at++] & 0xff);
                    }
                    probability = probabilities[index];
                    bound = (range >>> 11) * probability;
                    if (code + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
                        range = bound;
                        probabilities[index] = (short) (probability + ((2048 - probability) >>> 5));
                        symbol <<= 1;
                    } else {
                        range -= bound;
                        code -= bound;
                        probabilities[index] = (short) (probability - (probability >>> 5));
                        symbol = (symbol << 1) | 1;
                    }
                } while (symbol < 0x100);
            }
            out[to++] = (byte) symbol;
            state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        }
        this.at = at;
        this.range = range;
        this.code = code;
        this.state = state;
        this.written = to;
    }

    private void match(int end) throws CorruptedInputException {
        int positionState = written & positionMask;
        int length;
        if (bit(IS_REP + state) == 0) {
            rep3 = rep2;
            rep2 = rep1;
            rep1 = rep0;
            state = state < 7 ? 7 : 10;
            length = length(MATCH_LENGTH, positionState);
            rep0 = distance(length);
        } else if (bit(IS_REP0 + state) == 0) {
            if (bit(IS_REP0_LONG + (state << 4) + positionState) == 0) {
                state = state < 7 ? 9 : 11;
                length = 1;
            } else {
                length = length(REP_LENGTH, positionState);
                state = state < 7 ? 8 : 11;
            }
        } else {
            recall();
            length = length(REP_LENGTH, positionState);
            state = state < 7 ? 8 : 11;
        }
        copy(length, end);
    }

    /// Takes up one of the older distances.
    private void recall() {
        int distance;
        if (bit(IS_REP1 + state) == 0) {
            distance = rep1;
        } else {
            if (bit(IS_REP2 + state) == 0) {
                distance = rep2;
            } else {
                distance = rep3;
                rep3 = rep2;
            }
            rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = distance;
    }

    private void copy(int length, int end) throws CorruptedInputException {
        int from = written - rep0 - 1;
        check(rep0 >= 0 && from >= 0 && length <= end - written);
        if (rep0 >= length && length > 16) {
            System.arraycopy(out, from, out, written, length);
            written += length;
        } else {
            int to = written;
            for (int last = to + length; to < last; ) {
                out[to++] = out[from++];
            }
            written = to;
        }
    }

    private int length(int coder, int positionState) {
        if (bit(coder) == 0) {
            return SHORTEST_MATCH + tree(coder + LENGTH_LOW + (positionState << 3), 8);
        }
        if (bit(coder + 1) == 0) {
            return SHORTEST_MATCH + 8 + tree(coder + LENGTH_MIDDLE + (positionState << 3), 8);
        }
        return SHORTEST_MATCH + 16 + tree(coder + LENGTH_HIGH, 256);
    }

    private int distance(int length) {
        int slot = tree(SLOTS + (Math.min(length - SHORTEST_MATCH, 3) << 6), 64);
        if (slot < 4) {
            return slot;
        }
        int bits = (slot >>> 1) - 1;
        int distance = (2 | (slot & 1)) << bits;
        if (slot < 14) {
            return distance + reverseTree(SPECIAL + distance - slot, bits);
        }
        return distance + (direct(bits - 4) << 4) + reverseTree(ALIGN, 4);
    }

    private void normalize() {
        range <<= 8;
        code = (code << 8) | (in[at++] & 0xff);
    }

    private int bit(int index) {
        if ((range & 0xff000000) == 0) {
            normalize();
        }
        int probability = probabilities[index];
        int bound = (range >>> 11) * probability;
        if (code + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
            range = bound;
            probabilities[index] = (short) (probability + ((2048 - probability) >>> 5));
            return 0;
        }
        range -= bound;
        code -= bound;
        probabilities[index] = (short) (probability - (probability >>> 5));
        return 1;
    }

    /// A number below `limit`, a power of two, from a tree of probabilities, highest bit first.
    private int tree(int base, int limit) {
        final byte[] in = this.in;
        final short[] probabilities = this.probabilities;
        int at = this.at;
        int range = this.range;
        int code = this.code;
        int symbol = 1;
        do {
            if ((range & 0xff000000) == 0) {
                range <<= 8;
                code = (code << 8) | (in[at++] & 0xff);
            }
            int probability = probabilities[base + symbol];
            int bound = (range >>> 11) * probability;
            if (code + Integer.MIN_VALUE < bound + Integer.MIN_VALUE) {
                range = bound;
                probabilities[base + symbol] = (short) (probability + ((2048 - probability) >>> 5));
                symbol <<= 1;
            } else {
                range -= bound;
                code -= bound;
                probabilities[base + symbol] = (short) (probability - (probability >>> 5));
                symbol = (symbol << 1) | 1;
            }
        } while (symbol < limit);
        this.at = at;
        this.range = range;
        this.code = code;
        return symbol - limit;
    }

    private int reverseTree(int base, int bits) {
        int symbol = 1;
        int result = 0;
        for (int i = 0; i < bits; i++) {
            int bit = bit(base + symbol);
            symbol = (symbol << 1) | bit;
            result |= bit << i;
        }
        return result;
    }

    private int direct(int bits) {
        int result = 0;
        for (int i = 0; i < bits; i++) {
            if ((range & 0xff000000) == 0) {
                normalize();
            }
            range >>>= 1;
            int below = (code - range) >>> 31;
            code -= range & (below - 1);
            result = (result << 1) | (1 - below);
        }
        return result;
    }
}
