package dev.errata.logs.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A segment where it stands: in the journal's folder as it was written, or packed in its folder `archive`.
///
/// @param archived whether it is packed with gzip; its text is the same, byte for byte
public record Segment(SegmentName name, Path file, boolean archived) {
    /// The folder of packed segments, in the journal's.
    public static final String ARCHIVE = "archive";

    /// What a packed segment's name has at its end.
    public static final String PACKED = ".gz";

    /// All segments of a journal in the order of the chain. Of one that is in both places, as after a crash, the one
    /// that was not packed yet counts.
    ///
    /// @param folder the journal's
    public static List<Segment> list(Path folder) throws IOException {
        var all = new TreeMap<SegmentName, Segment>();
        archived(folder).forEach(segment -> all.put(segment.name(), segment));
        for (SegmentName name : SegmentName.list(folder)) {
            all.put(name, new Segment(name, folder.resolve(name.fileName()), false));
        }
        return List.copyOf(all.values());
    }

    /// The packed ones, in the order of the chain.
    public static List<Segment> archived(Path folder) throws IOException {
        Path archive = folder.resolve(ARCHIVE);
        try (Stream<Path> files = Files.list(archive)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(PACKED))
                    .map(file -> SegmentName.parse(file.substring(0, file.length() - PACKED.length())))
                    .flatMap(Optional::stream)
                    .sorted()
                    .map(name -> packed(folder, name))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// Where a segment stands, or would stand, once it is packed.
    public static Segment packed(Path folder, SegmentName name) {
        return new Segment(name, folder.resolve(ARCHIVE).resolve(name.fileName() + PACKED), true);
    }

    /// Opens it for reading. A packed one is unpacked into a file that vanishes with its closing.
    ///
    /// **Errors:** [IOException] if it cannot be read; [java.util.zip.ZipException] or [java.io.EOFException] if it is
    /// packed and the packing is damaged.
    public SegmentFile open() throws IOException {
        if (archived) {
            return SegmentFile.unpack(file);
        }
        try {
            return SegmentFile.open(file);
        } catch (NoSuchFileException e) {
            Path packed = packed(file.resolveSibling("."), name).file();
            if (Files.exists(packed)) {
                return SegmentFile.unpack(packed); // packed since the folder was listed
            }
            throw e;
        }
    }
}
