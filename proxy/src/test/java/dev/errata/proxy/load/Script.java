package dev.errata.proxy.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client asks the scripted server for: numbers in the request's body, which Errata passes on untouched.
///
/// @param rate tokens a second; 0 for as fast as they are taken
/// @param tokens how many
/// @param size bytes of text of an answer in one piece; 0 for a stream
record Script(int rate, int tokens, int size) {

    private static final Pattern NUMBER = Pattern.compile("\"(rate|tokens|size)\":(\\d+)");

    static final String CHAT = "/v1/chat/completions";

    /// A path that Errata has no codec for.
    static final String UNREAD = "/v1/embeddings";

    static Script read(String body) {
        int rate = 0;
        int tokens = 0;
        int size = 0;
        Matcher found = NUMBER.matcher(body);
        while (found.find()) {
            int value = Integer.parseInt(found.group(2));
            switch (found.group(1)) {
                case "rate" -> rate = value;
                case "tokens" -> tokens = value;
                default -> size = value;
            }
        }
        return new Script(rate, tokens, size);
    }

    String request(String path) {
        String body = "{\"model\":\"load\",\"stream\":" + (size == 0)
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}],\"rate\":" + rate + ",\"tokens\":" + tokens
                + ",\"size\":" + size + "}";
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
