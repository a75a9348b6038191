/// The practice model server: a small model server without a model, to try rules on when no real one is at hand.
///
/// It speaks OpenAI's chat and completions as llama-server does, OpenAI's Responses, Ollama's `/api/chat` and
/// `/api/generate`, and Anthropic's messages, streamed and not; it thinks where it is asked to and calls a tool where
/// it
/// is made to; and it makes on purpose the mistakes that the rule pack `practice` corrects. It never pretends:
/// `errata-practice` stands in every answer's `model` field and its first sentence says what is talking.
///
/// It must not know rules, exchanges or the proxy: for them it is one more upstream, reached over a socket.
///
/// Start reading at [dev.errata.proxy.practice.PracticeServer]; what it says is in `Topic`.
package dev.errata.proxy.practice;
