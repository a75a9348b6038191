package dev.errata.logs.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The name of a segment, `audit-<yyyymmdd>-<6 digits>.jsonl`. The order of names is the order of the chain.
///
/// No record of a segment is of a later UTC day than its name says; earlier ones occur when the clock was set back.
///
/// @param day a UTC day
/// @param number from 1 within the day
public record SegmentName(LocalDate day, int number) implements Comparable<SegmentName> {
    private static final int LAST_NUMBER = 999_999;
    private static final Pattern PATTERN = Pattern.compile("audit-(\\d{8})-(\\d{6})\\.jsonl");
    private static final Comparator<SegmentName> ORDER =
            Comparator.comparing(SegmentName::day).thenComparingInt(SegmentName::number);

    public SegmentName {
        if (number < 0 || number > LAST_NUMBER) {
            throw new IllegalArgumentException("segment number " + number);
        }
    }

    /// The first segment of a day.
    public static SegmentName first(LocalDate day) {
        return new SegmentName(day, 1);
    }

    /// Reads a file name; empty if it is not a segment's.
    public static Optional<SegmentName> parse(String fileName) {
        Matcher matcher = PATTERN.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(matcher.group(1), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(new SegmentName(day, Integer.parseInt(matcher.group(2))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The segments of a folder in the order of the chain; none if there is no such folder.
    public static List<SegmentName> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> parse(String.valueOf(file.getFileName())))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// The next name for a record of the given day. It comes after this one even if the clock was set back.
    public SegmentName next(LocalDate recordDay) {
        if (recordDay.isAfter(day)) {
            return first(recordDay);
        }
        return number < LAST_NUMBER ? new SegmentName(day, number + 1) : first(day.plusDays(1));
    }

    /// The name as it stands in the folder.
    public String fileName() {
        return String.format(Locale.ROOT, "audit-%s-%06d.jsonl", day.format(DateTimeFormatter.BASIC_ISO_DATE), number);
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }
}
