package dev.jos.packages.lock;

import java.io.IOException;

/// Every dynamic system id was given out.
public final class AccountIdsExhausted extends IOException {

    private final String account;

    AccountIdsExhausted(String account) {
        super("no id from %d to %d is left for `%s`".formatted(AccountIds.FIRST, AccountIds.LAST, account));
        this.account = account;
    }

    public String account() {
        return account;
    }
}
