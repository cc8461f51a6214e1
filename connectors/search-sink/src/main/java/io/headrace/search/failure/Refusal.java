package io.headrace.search.failure;

/**
 * What the server said about one bulk item or one request: its status, the structured type of its error and the reason.
 * Types decide, reasons are only shown.
 */
public record Refusal(int status, String type, String reason) {
    private static final int LONGEST_REASON = 400;

    /** The reason up to the first quotation of document content, and never longer than a line. */
    public String cutReason() {
        int cut = reason.length();
        for (String quotation :
                new String[] {"Preview of field's value", "preview of field's value", "For input string"}) {
            int at = reason.indexOf(quotation);
            if (at >= 0) {
                cut = Math.min(cut, at);
            }
        }
        String shown = reason.substring(0, Math.min(cut, LONGEST_REASON)).strip();
        return shown.length() < reason.length() ? shown + " …" : shown;
    }
}
