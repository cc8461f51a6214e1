package io.headrace.search.failure;

/**
 * What the server said about one bulk item or one request: its status, the structured type of its error and the reason.
 * Types decide, reasons are only shown.
 */
public record Refusal(int status, String type, String reason) {
    private static final int LONGEST_REASON = 800;

    /**
     * The reason up to the first quotation of document content. Servers name the cause last, after where they found it, so it is
     * cut in its middle when it is very long.
     */
    public String cutReason() {
        int cut = reason.length();
        for (String quotation :
                new String[] {"Preview of field's value", "preview of field's value", "For input string"}) {
            int at = reason.indexOf(quotation);
            if (at >= 0) {
                cut = Math.min(cut, at);
            }
        }
        String allowed = reason.substring(0, cut).strip();
        if (allowed.length() > LONGEST_REASON) {
            int half = LONGEST_REASON / 2;
            allowed = allowed.substring(0, half) + " … " + allowed.substring(allowed.length() - half);
        }
        String cure = reason.contains("is a metadata field and cannot be added inside a document")
                ? " Columns of such names are written under another with fields.rename, such as _id:legacy_id."
                : "";
        return (cut < reason.length() ? allowed + " …" : allowed) + cure;
    }
}
