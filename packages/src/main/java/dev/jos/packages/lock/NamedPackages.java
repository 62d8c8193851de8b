package dev.jos.packages.lock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Packages by name, for comparing two lists.
record NamedPackages(Map<String, LockedPackage> byName) {

    NamedPackages(List<LockedPackage> packages) {
        this(HashMap.newHashMap(packages.size()));
        packages.forEach(each -> byName.put(each.name(), each));
    }
}
