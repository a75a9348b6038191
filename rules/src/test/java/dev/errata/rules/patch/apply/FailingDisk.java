package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.util.List;

/// A disk whose n-th operation fails, before it is done or after; and, if it is broken for good, all that follow.
final class FailingDisk implements Disk {
    private final Disk real;
    private final Plot plot;

    /// How it fails; shared by all disks of a test.
    static final class Plot {
        int failAt = Integer.MAX_VALUE;
        boolean after;
        boolean forGood;
        int count;

        void begin(int n, boolean done, boolean broken) {
            failAt = n;
            after = done;
            forGood = broken;
            count = 0;
        }

        void heal() {
            begin(Integer.MAX_VALUE, false, false);
        }

        private boolean fails() {
            return count == failAt || (forGood && count > failAt);
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private interface Deed {
        void run() throws IOException;
    }

    FailingDisk(Disk real, Plot plot) {
        this.real = real;
        this.plot = plot;
    }

    private <T> T counted(Work<T> work) throws IOException {
        plot.count++;
        if (plot.fails() && !plot.after) {
            throw new IOException("planned fault at " + plot.count);
        }
        T result = work.run();
        if (plot.fails()) {
            throw new IOException("planned fault behind " + plot.count);
        }
        return result;
    }

    private void done(Deed deed) throws IOException {
        counted(() -> {
            deed.run();
            return true;
        });
    }

    @Override
    public Standing look(WorkspacePath path) throws IOException {
        return counted(() -> real.look(path));
    }

    @Override
    public byte[] read(WorkspacePath path, Kind kind) throws IOException {
        return counted(() -> real.read(path, kind));
    }

    @Override
    public List<String> names(String folder) throws IOException {
        return counted(() -> real.names(folder));
    }

    @Override
    public void create(WorkspacePath path, byte[] bytes, String permissions, boolean executable) throws IOException {
        done(() -> real.create(path, bytes, permissions, executable));
    }

    @Override
    public void link(WorkspacePath path, byte[] target) throws IOException {
        done(() -> real.link(path, target));
    }

    @Override
    public void move(WorkspacePath from, WorkspacePath to) throws IOException {
        done(() -> real.move(from, to));
    }

    @Override
    public void delete(WorkspacePath path) throws IOException {
        done(() -> real.delete(path));
    }

    @Override
    public void makeFolder(WorkspacePath path) throws IOException {
        done(() -> real.makeFolder(path));
    }

    @Override
    public void removeFolder(WorkspacePath path) throws IOException {
        done(() -> real.removeFolder(path));
    }

    @Override
    public void force(String folder) throws IOException {
        done(() -> real.force(folder));
    }
}
