package dev.jos.packages.archive;

import java.util.Arrays;

/// A growing row of 32-bit words.
final class Words {

    private int[] words = new int[1 << 12];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return words[index];
    }

    void set(int index, int word) {
        words[index] = word;
    }

    void add(int word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
        words[size++] = word;
    }

    void addLong(long value) {
        add((int) value);
        add((int) (value >>> 32));
    }
}
