package dev.sluice.cluster.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template: text, {@code define}, {@code if}, {@code with}, {@code range} and values. */
final class TemplateReader {
  private static final Pattern ACTION =
      Pattern.compile("\\{\\{(- )?\\s*(.*?)\\s*?( -)?}}", Pattern.DOTALL);
  private static final Pattern EACH = Pattern.compile("\\$(\\w+), \\$(\\w+) := (.*)");
  private static final Pattern NAME = Pattern.compile("\"([a-z.]+)\"");

  private record Token(boolean action, String text) {}

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, List<Piece>> defined;
  private int at;

  TemplateReader(String text, Map<String, List<Piece>> defined) {
    this.defined = defined;
    Matcher actions = ACTION.matcher(text);
    int end = 0;
    boolean trimmed = false;
    while (actions.find()) {
      add(text.substring(end, actions.start()), trimmed, actions.group(1) != null);
      tokens.add(new Token(true, actions.group(2)));
      trimmed = actions.group(3) != null;
      end = actions.end();
    }
    add(text.substring(end), trimmed, false);
  }

  private void add(String text, boolean leading, boolean trailing) {
    String left = leading ? text.stripLeading() : text;
    tokens.add(new Token(false, trailing ? left.stripTrailing() : left));
  }

  /** All of it. */
  List<Piece> read() {
    List<Piece> pieces = pieces();
    if (at < tokens.size()) {
      throw new AssertionError("an end or else too many: " + tokens.get(at).text());
    }
    return pieces;
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    for (; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (!token.action()) {
        pieces.add(new Piece.Text(token.text()));
      } else if (token.text().equals("end") || token.text().equals("else")) {
        return pieces;
      } else {
        action(token.text(), pieces);
      }
    }
    return pieces;
  }

  private void action(String text, List<Piece> to) {
    String[] words = text.split(" ", 2);
    switch (words[0]) {
      case "define" -> {
        Matcher name = NAME.matcher(words[1]);
        if (!name.matches() || defined.put(name.group(1), inner(false)) != null) {
          throw new AssertionError("not a new name: " + text);
        }
      }
      case "if", "with" -> {
        List<Piece> then = inner(true);
        boolean more = tokens.get(at).text().equals("else");
        List<Piece> otherwise = more ? inner(false) : List.of();
        Expression when = new Expression(words[1]);
        to.add(new Piece.Choice(when, words[0].equals("with"), then, otherwise));
      }
      case "range" -> {
        Matcher each = EACH.matcher(words[1]);
        boolean named = each.matches();
        List<String> names = named ? List.of(each.group(1), each.group(2)) : List.of();
        Expression over = new Expression(named ? each.group(3) : words[1]);
        to.add(new Piece.Loop(names, over, inner(false)));
      }
      default -> to.add(new Piece.Show(new Expression(text)));
    }
  }

  /** Up to the end that belongs to what has just begun. */
  private List<Piece> inner(boolean mayElse) {
    at++;
    List<Piece> pieces = pieces();
    if (at >= tokens.size() || (!mayElse && tokens.get(at).text().equals("else"))) {
      throw new AssertionError("an end is missing");
    }
    return pieces;
  }
}
