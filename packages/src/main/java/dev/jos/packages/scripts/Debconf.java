package dev.jos.packages.scripts;

import java.util.HashMap;
import java.util.Map;

/// The answers debconf gives when nobody is asked: the defaults of the package's templates; debconf-devel(7).
final class Debconf {

    private final Map<String, String> answers = new HashMap<>();

    Debconf(String templates) {
        String template = "";
        for (String line : templates.split("\n", -1)) {
            if (line.startsWith("Template:")) {
                template = line.substring(9).strip();
                answers.put(template, "");
            } else if (line.startsWith("Type:") && line.substring(5).strip().equals("boolean")) {
                answers.put(template, "false");
            } else if (line.startsWith("Default:")) {
                answers.put(template, line.substring(8).strip());
            }
        }
    }

    /// The answer to a question, unknown for those of other packages.
    String answer(String question) {
        return answers.getOrDefault(question, Text.UNKNOWN);
    }

    void answer(String question, String value) {
        answers.put(question, value);
    }
}
