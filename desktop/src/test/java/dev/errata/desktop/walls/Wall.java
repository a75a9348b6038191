package dev.errata.desktop.walls;

import com.tngtech.archunit.lang.ArchRule;

/// One wall.
///
/// @param name what a failing test is called
/// @param rule the rule; its reason is part of it
/// @param plantedClass full name of a class that breaks it
/// @param plantedBody the class's body, compiled when the wall is proved to bite
record Wall(String name, ArchRule rule, String plantedClass, String plantedBody) {
    @Override
    public String toString() {
        return name;
    }

    String plantedSource() {
        int dot = plantedClass.lastIndexOf('.');
        return "package %s; public class %s %s"
                .formatted(plantedClass.substring(0, dot), plantedClass.substring(dot + 1), plantedBody);
    }
}
