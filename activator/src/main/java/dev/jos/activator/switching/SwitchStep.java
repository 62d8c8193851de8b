package dev.jos.activator.switching;

/// What a switch does, in this order.
public enum SwitchStep {
    PREPARE,
    STOP_UNITS,
    SHOW_SYSTEM,
    ACCOUNTS,
    SERVICE_MANAGER,
    TASKS,
    RELOAD_UNITS,
    RESTART_UNITS,
    START_UNITS,
    UNITS_ON_OLD_MOUNTS,
    USER_MANAGERS,
    HEALTH,
    CONFIRMATION,
    BOOT_DEFAULT
}
