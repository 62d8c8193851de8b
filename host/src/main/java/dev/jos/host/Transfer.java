package dev.jos.host;

import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.DownloadFailed.Reason;
import dev.jos.host.DownloadFault.Cure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The fetching of one file: sources in order, each several times, going on where the last attempt broke off.
final class Transfer {

    private static final int BUFFER = 1 << 16;

    /// Waits; apart, so that tests need not.
    @FunctionalInterface
    interface Pause {

        void take(Duration length) throws InterruptedException;
    }

    private final Download wanted;
    private final DownloadSettings settings;
    private final HttpSource server;
    private final StallGuard guard;
    private final DurableFiles files;
    private final Pause pause;
    private final Progress.Task task;

    private Optional<String> validator = Optional.empty();

    Transfer(
            Download wanted,
            DownloadSettings settings,
            HttpSource server,
            StallGuard guard,
            DurableFiles files,
            Pause pause,
            Progress.Task task) {
        this.wanted = wanted;
        this.settings = settings;
        this.server = server;
        this.guard = guard;
        this.files = files;
        this.pause = pause;
        this.task = task;
    }

    /// Fetches the file, or says why not.
    Optional<Failure> run() throws InterruptedIOException {
        List<Attempt> attempts = new ArrayList<>();
        try {
            files.createDirectories(
                    Objects.requireNonNull(wanted.target().toAbsolutePath().getParent()));
            try (PartialFile part = PartialFile.open(wanted.target())) {
                return fetch(part, attempts) ? Optional.empty() : Optional.of(new Failure(wanted, attempts));
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            attempts.add(new Attempt(wanted.sources().getFirst(), notWritten(e)));
            return Optional.of(new Failure(wanted, attempts));
        }
    }

    private boolean fetch(PartialFile part, List<Attempt> attempts) throws IOException {
        task.advance(part.length());
        for (URI source : wanted.sources()) {
            validator = Optional.empty();
            Optional<DownloadFault> fault = fetchFrom(source, part);
            if (fault.isEmpty()) {
                part.publish(files);
                return true;
            }
            attempts.add(new Attempt(source, fault.get().reason()));
            if (fault.get().cure() == Cure.GIVE_UP) {
                return false;
            }
        }
        return false;
    }

    /// Asks one source until it yields the file or there is no hope; returns the last fault.
    private Optional<DownloadFault> fetchFrom(URI source, PartialFile part) throws IOException {
        boolean afresh = false;
        for (int attempt = 1; ; attempt++) {
            try {
                receive(source, part, afresh);
                verify(part);
                return Optional.empty();
            } catch (DownloadFault fault) {
                boolean again =
                        switch (fault.cure()) {
                            case RETRY -> attempt < settings.attempts();
                            case RETRY_AFRESH -> !afresh;
                            case NEXT_SOURCE, GIVE_UP -> false;
                        };
                if (fault.cure() == Cure.RETRY_AFRESH) {
                    afresh = true;
                    restart(part);
                }
                if (!again) {
                    return Optional.of(fault);
                }
                rest(fault.wishedPause().orElse(settings.pauseBefore(attempt)));
            }
        }
    }

    private void rest(Duration length) throws InterruptedIOException {
        try {
            pause.take(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private void receive(URI source, PartialFile part, boolean pastCaches) throws DownloadFault, IOException {
        boolean knowsHowToGoOn = wanted.sha256().isPresent() || validator.isPresent();
        if (!knowsHowToGoOn || part.length() > limit()) {
            restart(part);
        }
        if (part.length() > 0 && wanted.size().isPresent() && part.length() == limit()) {
            return;
        }
        HttpSource.Answer answer = server.ask(source, new HttpSource.Question(part.length(), validator, pastCaches));
        try (StallGuard.Watched body = guard.watch(answer.body())) {
            validator = answer.validator();
            checkAnnouncedLength(answer);
            if (answer.offset() != part.length()) {
                restart(part);
            }
            copy(source, answer.body(), body, part);
        }
    }

    private void checkAnnouncedLength(HttpSource.Answer answer) throws DownloadFault {
        long announced = answer.totalLength().orElse(0);
        boolean wrong = wanted.size().isPresent() && answer.totalLength().isPresent() && announced != limit();
        if (wrong || announced > limit()) {
            throw new DownloadFault(new Reason.WrongSize(limit(), announced), Cure.RETRY_AFRESH);
        }
    }

    private void copy(URI source, InputStream in, StallGuard.Watched body, PartialFile part)
            throws DownloadFault, IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = read(source, in, body, buffer); n >= 0; n = read(source, in, body, buffer)) {
            body.touch();
            if (part.length() + n > limit()) {
                throw new DownloadFault(new Reason.WrongSize(limit(), part.length() + n), Cure.RETRY_AFRESH);
            }
            append(part, buffer, n);
            task.advance(n);
        }
    }

    private int read(URI source, InputStream in, StallGuard.Watched body, byte[] buffer) throws DownloadFault {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            if (body.isAbandoned()) {
                String message = "`" + source.getHost() + "` sent nothing for "
                        + settings.stallTimeout().toSeconds() + " s";
                throw new DownloadFault(new Reason.Transport(message), Cure.RETRY);
            }
            throw HttpSource.transport(source, e);
        }
    }

    private static void append(PartialFile part, byte[] buffer, int n) throws DownloadFault {
        try {
            part.append(buffer, n);
        } catch (IOException e) {
            throw new DownloadFault(notWritten(e), Cure.GIVE_UP);
        }
    }

    private void verify(PartialFile part) throws DownloadFault {
        if (wanted.size().isPresent() && part.length() != limit()) {
            throw new DownloadFault(new Reason.WrongSize(limit(), part.length()), Cure.RETRY_AFRESH);
        }
        Sha256 actual = part.digest();
        if (wanted.sha256().isPresent() && !wanted.sha256().get().equals(actual)) {
            throw new DownloadFault(new Reason.WrongDigest(wanted.sha256().get(), actual), Cure.RETRY_AFRESH);
        }
    }

    private void restart(PartialFile part) throws IOException {
        task.advance(-part.length());
        part.restart();
    }

    private long limit() {
        return wanted.size().orElse(settings.unknownSizeLimit());
    }

    private static Reason notWritten(IOException e) {
        return new Reason.NotWritten(String.valueOf(e.getMessage()), DiskFull.isMeantBy(e));
    }
}
