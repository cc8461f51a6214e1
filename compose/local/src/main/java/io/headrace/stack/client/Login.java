package io.headrace.stack.client;

/** A database user and its password. Printing it does not print the password. */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
