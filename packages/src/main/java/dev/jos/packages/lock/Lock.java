package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.PackageId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a configuration was resolved to: the packages of one system, the state of the archive they came from, and the
/// numbers of its accounts.
///
/// @param request the fingerprint of the request that these packages answer; equal means nothing has to be resolved
/// @param suites by name
/// @param packages by name, as resolved; no two have the same name
/// @param overrides what stands in for some of `packages`; [#installed] has both together
/// @param scopes what a few programs have besides
public record Lock(
        Architecture architecture,
        Sha256 request,
        List<LockedSuite> suites,
        List<LockedPackage> packages,
        LockedOverrides overrides,
        LockedScopes scopes,
        AccountIds accounts) {

    public Lock {
        suites = suites.stream().sorted(Comparator.comparing(LockedSuite::name)).toList();
        packages = packages.stream().sorted().toList();
        check(packages, architecture);
        check(overrides.packages(), architecture);
        for (List<LockedPackage> each : scopes.packages().values()) {
            check(each, architecture);
        }
    }

    /// A lock without overrides and scopes.
    public Lock(
            Architecture architecture,
            Sha256 request,
            List<LockedSuite> suites,
            List<LockedPackage> packages,
            AccountIds accounts) {
        this(architecture, request, suites, packages, LockedOverrides.NONE, LockedScopes.NONE, accounts);
    }

    private static void check(List<LockedPackage> packages, Architecture architecture) {
        Set<String> names = new HashSet<>();
        for (LockedPackage each : packages) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("`%s` is locked twice".formatted(each.name()));
            }
            PackageId id = each.id();
            if (!id.architecture().equals(Architecture.ALL)
                    && !id.architecture().equals(architecture.debianName())) {
                throw new IllegalArgumentException("`%s` is not for %s".formatted(id, architecture));
            }
        }
    }

    /// The packages that the system really has, by name: those resolved, and in the place of some, those that
    /// override them.
    public List<LockedPackage> installed() {
        if (overrides.packages().isEmpty()) {
            return packages;
        }
        var byName = new TreeMap<String, LockedPackage>();
        packages.forEach(each -> byName.put(each.name(), each));
        overrides.packages().forEach(each -> byName.put(each.name(), each));
        return List.copyOf(byName.values());
    }

    /// The same packages, others of them overridden.
    public Lock withOverrides(LockedOverrides newOverrides) {
        return new Lock(architecture, request, suites, packages, newOverrides, scopes, accounts);
    }

    /// The same packages, with other scopes.
    public Lock withScopes(LockedScopes newScopes) {
        return new Lock(architecture, request, suites, packages, overrides, newScopes, accounts);
    }

    /// The resolved package of this name.
    public Optional<LockedPackage> find(String name) {
        int low = 0;
        int high = packages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = packages.get(middle).name().compareTo(name);
            if (order == 0) {
                return Optional.of(packages.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /// The recorded state of this suite.
    public Optional<LockedSuite> suite(String name) {
        return suites.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }

    /// The same packages with other account ids.
    public Lock withAccounts(AccountIds newAccounts) {
        return new Lock(architecture, request, suites, packages, overrides, scopes, newAccounts);
    }

    /// This lock with an id for each new account name.
    ///
    /// @see AccountIds#allocate
    public Lock withAccounts(Collection<String> users, Collection<String> groups, Set<Integer> taken)
            throws AccountIdsExhausted {
        AccountIds allocated = accounts.allocate(users, groups, taken);
        return allocated.equals(accounts) ? this : withAccounts(allocated);
    }
}
