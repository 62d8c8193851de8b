package dev.jos.packages.scripts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the statements evaluated so far would have done. Branches that may or may not run collect into effects of
/// their own, so that both can be compared before either is believed.
final class Effects {

    private final List<Declaration> declarations = new ArrayList<>();
    private final List<TmpfilesLine> tmpfiles = new ArrayList<>();
    private final Set<String> triggers = new LinkedHashSet<>();

    void add(Declaration declaration) {
        declarations.add(declaration);
    }

    void add(TmpfilesLine line) {
        tmpfiles.add(line);
    }

    void trigger(String name) {
        triggers.add(name);
    }

    /// Whether nothing but triggers came up. Those are harmless where they are not needed.
    boolean isHarmless() {
        return declarations.stream().allMatch(Effects::isTemporary) && tmpfiles.isEmpty();
    }

    private static boolean isTemporary(Declaration declaration) {
        return switch (declaration) {
            case EtcFile file -> Paths.isVolatile(file.path());
            case FileCopy copy -> Paths.isVolatile(copy.to());
            default -> false;
        };
    }

    boolean sameAs(Effects other) {
        return declarations.equals(other.declarations) && tmpfiles.equals(other.tmpfiles);
    }

    void addAll(Effects other) {
        declarations.addAll(other.declarations);
        tmpfiles.addAll(other.tmpfiles);
        triggers.addAll(other.triggers);
    }

    void addTriggersOf(Effects other) {
        triggers.addAll(other.triggers);
    }

    /// Whether something was put at `path`.
    boolean created(String path) {
        return tmpfiles.stream().anyMatch(line -> line.creates() && line.path().equals(path))
                || declarations.stream().anyMatch(declaration -> creates(declaration, path));
    }

    private static boolean creates(Declaration declaration, String path) {
        return switch (declaration) {
            case EtcFile file -> file.path().equals(path);
            case FileCopy copy -> copy.to().equals(path);
            case FileLink link -> link.path().equals(path);
            case DirectoryDeclaration directory -> Paths.isUnder(directory.path(), path);
            default -> false;
        };
    }

    /// Whether a directory was made at `path`.
    boolean createdDirectory(String path) {
        return tmpfiles.stream()
                        .anyMatch(line -> line.type().equals("d") && line.path().equals(path))
                || declarations.stream()
                        .anyMatch(d -> d instanceof DirectoryDeclaration directory
                                && directory.path().equals(path));
    }

    /// Whether a symbolic link was put at `path`.
    boolean createdLink(String path) {
        return declarations.stream()
                .anyMatch(d -> d instanceof FileLink link && link.path().equals(path));
    }

    boolean declaresUser(String name) {
        return declarations.stream()
                .anyMatch(d -> d instanceof UserDeclaration user && user.name().equals(name));
    }

    boolean declaresGroup(String name) {
        return declarations.stream().anyMatch(declaration -> switch (declaration) {
            case GroupDeclaration group -> group.name().equals(name);
            case UserDeclaration user ->
                user.primaryGroup().isEmpty() && user.name().equals(name);
            default -> false;
        });
    }

    /// Takes back the file a statement before wrote, to write it anew or elsewhere.
    Optional<EtcFile> takeFile(String path) {
        for (int i = declarations.size() - 1; i >= 0; i--) {
            if (declarations.get(i) instanceof EtcFile file && file.path().equals(path)) {
                declarations.remove(i);
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// The copy that a statement before put at `path`.
    Optional<FileCopy> copyAt(String path) {
        return declarations.stream()
                .filter(FileCopy.class::isInstance)
                .map(FileCopy.class::cast)
                .filter(copy -> copy.to().equals(path))
                .reduce((first, last) -> last);
    }

    /// Takes back the link a statement before made.
    Optional<FileLink> takeLink(String path) {
        Optional<FileLink> link = declarations.stream()
                .filter(FileLink.class::isInstance)
                .map(FileLink.class::cast)
                .filter(each -> each.path().equals(path))
                .findFirst();
        link.ifPresent(declarations::remove);
        return link;
    }

    /// Takes back the line that creates `path`, to give it another mode or owner.
    Optional<TmpfilesLine> takeCreation(String path) {
        for (int i = tmpfiles.size() - 1; i >= 0; i--) {
            if (tmpfiles.get(i).creates() && tmpfiles.get(i).path().equals(path)) {
                return Optional.of(tmpfiles.remove(i));
            }
        }
        return Optional.empty();
    }

    void into(Declarations.Builder builder) {
        declarations.stream().filter(declaration -> !isTemporary(declaration)).forEach(builder::add);
        tmpfiles.forEach(line -> builder.tmpfiles(line.text()));
        triggers.forEach(builder::trigger);
    }
}
