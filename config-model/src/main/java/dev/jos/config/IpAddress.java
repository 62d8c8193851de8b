package dev.jos.config;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Literal IP addresses. Nothing is ever looked up.
final class IpAddress {

    private IpAddress() {}

    static boolean isValid(String text) {
        boolean six = text.indexOf(':') >= 0;
        if ((!six && !isDottedQuad(text)) || text.indexOf('[') >= 0 || text.indexOf('%') >= 0) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text) instanceof Inet6Address == six;
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }

    static boolean isCidr(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || !isValid(text.substring(0, slash))) {
            return false;
        }
        int most = text.indexOf(':') >= 0 ? 128 : 32;
        int length = number(text.substring(slash + 1));
        return length >= 0 && length <= most;
    }

    private static boolean isDottedQuad(String text) {
        var parts = text.split("\\.", -1);
        for (String part : parts) {
            int number = number(part);
            if (number < 0 || number > 255 || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(text);
    }
}
