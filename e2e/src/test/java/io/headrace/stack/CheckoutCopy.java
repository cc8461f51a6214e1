package io.headrace.stack;

import io.headrace.stack.install.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is a checkout as far as the local stack can tell, with a .cdc folder of its own. */
final class CheckoutCopy {
    private CheckoutCopy() {}

    static Path in(Path folder) throws IOException {
        Path original = Checkout.aroundHere().root();
        for (String part : new String[] {"compose", "connectors", "cdc-listener", "connect-configs"}) {
            Files.createSymbolicLink(folder.resolve(part), original.resolve(part));
        }
        return folder;
    }
}
