package dev.jos.store;

import java.nio.file.Path;

/// Something that is wrong in a store.
public sealed interface Damage {

    /// The bytes of an object are not what its name says.
    record WrongContent(ObjectId object) implements Damage {}

    /// The permissions of an object are not 0444 or 0555.
    record WrongMode(ObjectId object) implements Damage {}

    /// An object or tree cannot be read, for the reason given.
    record Unreadable(Path file, String reason) implements Damage {}

    /// A tree refers to an object that is not there.
    record ObjectMissing(ObjectId object, TreeId neededBy) implements Damage {}

    /// The bytes of a tree are not what its name says, or are no tree.
    record WrongTree(TreeId tree) implements Damage {}

    /// A file lies where only objects or trees belong.
    record ForeignFile(Path file) implements Damage {}
}
