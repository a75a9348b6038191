package dev.errata.logs.store.entity;

import com.github.f4b6a3.ulid.Ulid;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes ULIDs, each greater than the one before, even if the clock stands still or is set back.
///
/// **Thread:** any.
public final class Ulids {
    private final InstantSource clock;
    private final RandomGenerator random;
    private @Nullable Ulid last;

    public Ulids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// The next one.
    public synchronized String next() {
        Ulid before = last;
        long now = clock.millis();
        Ulid made = before != null && now <= before.getTime() ? before.increment() : fresh(now);
        last = made;
        return made.toString();
    }

    /// All that come after this are greater than it.
    synchronized void after(String ulid) {
        Ulid given = Ulid.from(ulid);
        if (last == null || given.compareTo(last) > 0) {
            last = given;
        }
    }

    private Ulid fresh(long millis) {
        byte[] bytes = new byte[Ulid.RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Ulid(millis, bytes);
    }
}
