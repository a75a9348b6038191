package dev.errata.rules.patch.check;

import java.util.List;

/// What an expression can be, as far as it can be said without running it.
sealed interface Value {

    /// Something with a name: a module, a function, a type, a member.
    ///
    /// @param path names joined by dots; `()` behind one that is called
    record Name(String path) implements Value {
        public Name {
            if (path.length() > 300) {
                path = path.substring(0, 300);
            }
        }

        Name member(String name) {
            return new Name(path.isEmpty() ? name : path + "." + name);
        }

        Name called() {
            return new Name(path + "()");
        }
    }

    /// A constant text or number.
    record Text(String text) implements Value {}

    /// A list of constants.
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }
}
