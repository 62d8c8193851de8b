package dev.jos.system.etc;

import java.io.IOException;

/// What is to be trusted is no certificate in PEM.
public final class UnreadableCertificateException extends IOException {

    private final String certificate;

    UnreadableCertificateException(String certificate, Exception cause) {
        super("the certificate `" + certificate + "` is not one in PEM", cause);
        this.certificate = certificate;
    }

    /// Its name in the configuration.
    public String certificate() {
        return certificate;
    }
}
