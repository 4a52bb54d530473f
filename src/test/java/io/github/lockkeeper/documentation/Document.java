package io.github.lockkeeper.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Markdown file of the repository, taken apart. The tests run in the repository's top folder. */
final class Document {

    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) .*$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");

    private final String text;

    private Document(String text) {
        this.text = text;
    }

    static Document english() {
        return read("README.md");
    }

    static Document chinese() {
        return read("README.zh-CN.md");
    }

    static Document read(String file) {
        try {
            return new Document(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    /** What stands between {@code <!-- name -->} and {@code <!-- /name -->}. */
    String part(String name) {
        String opening = "<!-- " + name + " -->\n";
        int from = text.indexOf(opening);
        int to = text.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalStateException("no part " + name);
        }
        return text.substring(from + opening.length(), to);
    }

    /** The rows of the table in a part, below its head, as their cells. */
    List<List<String>> table(String name) {
        return rows(part(name));
    }

    static List<List<String>> rows(String table) {
        return table.lines().filter(line -> line.startsWith("|")).skip(2).map(Document::cells).toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|")).map(String::trim).toList();
    }

    /** The levels of the headings, in order: the shape of the document. */
    List<Integer> shape() {
        return HEADING.matcher(withoutCode()).results().map(heading -> heading.group(1).length()).toList();
    }

    /** What a link to one of the headings has behind its #, as GitHub makes it. */
    List<String> anchors() {
        return HEADING.matcher(withoutCode()).results()
                .map(heading -> heading.group().replaceFirst("#+ ", "").toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }

    private String withoutCode() {
        return CODE_BLOCK.matcher(text).replaceAll("");
    }

    /** The code blocks of some languages, in order. */
    List<String> code(String... languages) {
        List<String> wanted = List.of(languages);
        return CODE_BLOCK.matcher(text).results().filter(block -> wanted.contains(block.group(1)))
                .map(block -> block.group(2).stripIndent()).toList();
    }

    /** What stands in backticks anywhere, tables included. */
    List<String> codeSpans() {
        return codeSpans(withoutCode());
    }

    static List<String> codeSpans(String text) {
        return CODE_SPAN.matcher(text).results().map(span -> span.group(1)).toList();
    }

    /** All that a pattern matches, in order. */
    static List<String> all(String pattern, String text) {
        return new ArrayList<>(Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList());
    }
}
