package dev.jos.packages.source;

import java.util.regex.Pattern;

/// A pattern of paths: `*` and `?` stand for anything within one name, and a directory for all that is in it.
record PathPattern(String text, Pattern compiled) {

    static PathPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new PathPattern(text, Pattern.compile(regex + "(/.*)?", Pattern.DOTALL));
    }

    boolean matches(String path) {
        return compiled.matcher(path).matches();
    }
}
