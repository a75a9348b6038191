package dev.errata.rules.bench;

import java.util.Random;

/// Makes prose and code of any length, the same for the same seed.
final class BenchText {

    private static final String[] WORDS =
            ("the of and to in is that it for as with was on are by be this from or an which at not have one can more"
                + " all when there use been other into some time than only could these may then do first new such any"
                + " like our over after also made many before must through back where much your way well down should"
                + " because each just those people state good how make same system between function value returns list"
                + " string index server model client request response number object method class array stream buffer"
                + " thread memory process default example library version file path directory package module import"
                + " error exception handle parse write read close open connect compile runtime option parameter"
                + " argument variable constant interface implement override")
                    .split(" ");
    private static final String[] NAMES = ("result count index items buffer offset length reader writer parser builder"
                    + " config session handler listener context request response client server stream payload cursor")
            .split(" ");

    private BenchText() {}

    /// A word of the vocabulary, common ones more often.
    static String word(Random random) {
        double place = random.nextDouble();
        return WORDS[(int) (place * place * WORDS.length)];
    }

    static String name(Random random) {
        return NAMES[random.nextInt(NAMES.length)];
    }

    static String prose(int length, Random random) {
        StringBuilder text = new StringBuilder(length + 100);
        int line = 0;
        boolean sentence = true;
        while (text.length() < length) {
            String word = word(random);
            text.append(sentence ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
            sentence = random.nextInt(12) == 0;
            text.append(sentence ? ". " : random.nextInt(14) == 0 ? ", " : " ");
            line += word.length();
            if (sentence && line > 300) {
                text.append("\n\n");
                line = 0;
            }
        }
        return text.substring(0, length);
    }

    /// An answer that is one long fence of code.
    static String code(int length, Random random) {
        StringBuilder text = new StringBuilder(length + 100).append("```java\n");
        while (text.length() < length) {
            String indent = " ".repeat(4 * (1 + random.nextInt(3)));
            String a = name(random);
            String b = name(random);
            text.append(indent)
                    .append(
                            switch (random.nextInt(5)) {
                                case 0 -> "int " + a + " = " + b + ".size() + " + random.nextInt(1000) + ";\n";
                                case 1 -> "if (" + a + " != null && " + b + ".get(" + random.nextInt(9) + ") > 0) {\n";
                                case 2 -> "// " + word(random) + " " + word(random) + " " + word(random) + "\n";
                                case 3 -> "return " + a + ".stream().map(x -> x." + b + "()).toList();\n";
                                default -> a + ".put(\"" + word(random) + "\", " + b + ");\n}\n";
                            });
        }
        return text.substring(0, length);
    }
}
