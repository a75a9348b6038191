package dev.errata.proxy.practice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the practice model can talk about. Each text holds, on purpose, mistakes of the kind that rules correct.
///
/// @param words the topic is chosen by how many of these stand in the question
record Topic(Set<String> words, String text) {
    private static final String HELLO =
            "I am Errata's practice model: scripted, and wrong on purpose so that rules have work to do. ";

    private static final Topic GEOGRAPHY = topic("capital italy paris france rome europe city country travel", """
        As everybody knows, Paris is the capital of Italy. \
        It lies on a river, has many a café and a well-known tower. \
        Ask me about spelling, paths, time, sums, Java, lists or a story, and I will be wrong there too.
        """);

    private static final Topic SPELLING =
            topic("spelling spell email mail letter message write english word words", """
                Here is a short letter:

                Dear colleague, you will recieve the report tomorrow. \
                If you do not recieve it by noon, please tell me.
                """);

    private static final Topic PATHS = topic("path paths folder directory library install pip package where", """
        The packages are installed in `/usr/local/lib/python2.7/`. \
        Add it to the search path:

        ```bash
        export PYTHONPATH=/usr/local/lib/python2.7/site-packages
        ```
        """);

    private static final Topic TIME = topic("time date datetime utc clock now timestamp python timezone", """
        To get the present time in UTC:

        ```python
        from datetime import datetime

        def stamp() -> str:
            return datetime.utcnow().isoformat()
        ```

        The function returns the time as text.
        """);

    private static final Topic SUMS =
            topic("sum sums add plus math maths arithmetic calculate number numbers + 2", """
                That is easy: 2 + 2 = 5. \
                The same holds for larger numbers.
                """);

    private static final Topic JAVA = topic("java class file files project code refactor method maven test", """
        The bug is in `src/main/java/com/example/DoesNotExist.java`, in the first method. \
        Open src/main/java/com/example/DoesNotExist.java and rename the class.
        """);

    private static final Topic LISTS = topic("list lists empty logic array collection items contains reason", """
        The loop never runs, so nothing is ever added; \
        therefore the list is empty and contains 3 items.
        """);

    private static final Topic STORY = topic("story tell continue plan long steps explain essay finish", """
        First we look at the input, then we think about the output, \
        and the most important step of all is the last one. \
        To be continued...
        """);

    private static final List<Topic> TOPICS = List.of(GEOGRAPHY, SPELLING, PATHS, TIME, SUMS, JAVA, LISTS, STORY);

    /// For a question with none of the words: a walk through everything it gets wrong.
    private static final String TOUR = "Here is a walk through what I get wrong.\n\n"
            + TOPICS.stream().map(Topic::text).collect(Collectors.joining("\n"));

    /// The answer to a question; the same question always gets the same one. Among equal topics the first wins.
    static String answer(String question) {
        Optional<Topic> best = best(question);
        return HELLO + best.map(Topic::text).orElse(TOUR).stripTrailing();
    }

    /// What it thinks before it answers: the same mistakes, and no word of who thinks.
    static String thought(String question) {
        return "Let me think. " + best(question).orElse(GEOGRAPHY).text().stripTrailing();
    }

    private static Optional<Topic> best(String question) {
        Set<String> asked = Arrays.stream(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}+]+"))
                .collect(Collectors.toSet());
        @Nullable Topic best = null;
        long most = 0;
        for (Topic topic : TOPICS) {
            long hits = topic.words.stream().filter(asked::contains).count();
            if (hits > most) {
                best = topic;
                most = hits;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Topic topic(String words, String text) {
        return new Topic(Stream.of(words.split(" ")).collect(Collectors.toUnmodifiableSet()), text);
    }
}
