package dev.errata.rules.bench;

import java.util.List;

/// Writes programs of about 5,000 lines that call, import, assign and join texts as programs do.
final class Programs {
    private Programs() {}

    /// A program in one language.
    record Program(String language, String file, String text) {}

    static List<Program> all() {
        return List.of(
                made("Java", "src/Store.java", JAVA_HEAD, JAVA, "}\n"),
                made("Python", "src/store.py", PYTHON_HEAD, PYTHON, ""),
                made("JavaScript", "src/store.js", JAVASCRIPT_HEAD, JAVASCRIPT, ""),
                made("Go", "store/store.go", GO_HEAD, GO, ""),
                made("C", "src/store.c", C_HEAD, C, ""));
    }

    private static Program made(String language, String file, String head, String part, String end) {
        StringBuilder text = new StringBuilder(head);
        long lines = part.lines().count();
        for (int i = 0; i * lines < 5_000; i++) {
            text.append(part.replace("%", Integer.toString(i)));
        }
        return new Program(language, file, text.append(end).toString());
    }

    private static final String JAVA_HEAD = """
        package store;

        import java.io.IOException;
        import java.nio.file.Files;
        import java.nio.file.Path;
        import java.util.ArrayList;
        import java.util.List;
        import java.util.Map;

        /** Keeps things. */
        public final class Store {
            private final Map<String, Integer> sizes = new java.util.HashMap<>();
        """;

    private static final String JAVA = """

            /** Work number %. */
            List<String> work%(Path folder, String data, int most) throws IOException {
                List<String> names = new ArrayList<>();
                String name = "part-" + % + "/" + data.strip();
                for (String line : Files.readAllLines(folder.resolve(name))) {
                    if (line.isBlank() || names.size() > most) {
                        continue;
                    }
                    names.add(line.substring(0, Math.min(line.length(), %)).toLowerCase());
                }
                sizes.merge(name, names.size(), Integer::sum);
                return names;
            }
        """;

    private static final String PYTHON_HEAD = """
        import json
        import os
        import subprocess
        """;

    private static final String PYTHON = """


        def work_%(path, data):
            value = json.loads(data)[%]
            name = os.path.join(path, 'x' + str(value))
            for item in value:
                name += item.get("k", '') + "-"
            with open(name) as file:
                lines = [line.strip() for line in file if line]
            return {"name": name, "lines": lines, "size": len(lines) + %}
        """;

    private static final String JAVASCRIPT_HEAD = """
        import fs from 'node:fs';
        import path from 'node:path';
        """;

    private static final String JAVASCRIPT = """

        export function work%(folder, data, most) {
          const value = JSON.parse(data)[%];
          let name = path.join(folder, `part-${value}`);
          for (const item of value.items ?? []) {
            name += (item.key || '') + '-' + item['size'];
          }
          const lines = fs.readFileSync(name, 'utf8').split('\\n').filter((line) => line.length < most);
          return { name, lines, size: lines.length + % };
        }
        """;

    private static final String GO_HEAD = """
        package store

        import (
        \t"fmt"
        \t"os"
        \t"strings"
        )
        """;

    private static final String GO = """

        // Work% reads.
        func Work%(folder string, data []string, most int) ([]string, error) {
        \tname := folder + "/" + fmt.Sprintf("part-%d", %)
        \tbytes, err := os.ReadFile(name)
        \tif err != nil {
        \t\treturn nil, fmt.Errorf("work: %w", err)
        \t}
        \tvar lines []string
        \tfor _, line := range strings.Split(string(bytes), "\\n") {
        \t\tif len(line) < most {
        \t\t\tlines = append(lines, strings.ToLower(line))
        \t\t}
        \t}
        \treturn append(lines, data...), nil
        }
        """;

    private static final String C_HEAD = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        struct store { char *name; size_t size; };
        """;

    private static final String C = """

        /* Work number %. */
        static int work_%(struct store *store, const char *folder, int most)
        {
            char name[256];
            snprintf(name, sizeof name, "%s/part-%d", folder, %);
            FILE *file = fopen(name, "r");
            if (file == NULL || most > %) {
                return -1;
            }
            while (fgets(name, sizeof name, file) != NULL && store->size < (size_t) most) {
                store->size += strlen(name);
            }
            return fclose(file);
        }
        """;
}
