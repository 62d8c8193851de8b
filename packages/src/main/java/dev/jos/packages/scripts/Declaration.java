package dev.jos.packages.scripts;

/// One thing a maintainer script would have done.
public sealed interface Declaration
        permits UnitEnablement,
                UserDeclaration,
                GroupDeclaration,
                Membership,
                Alternative,
                DirectoryDeclaration,
                ModeOverride,
                CapabilityGrant,
                FileCopy,
                FileLink,
                EtcFile,
                Diversion,
                Uncovered {}
