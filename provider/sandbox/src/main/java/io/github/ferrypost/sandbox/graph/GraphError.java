package io.github.ferrypost.sandbox.graph;

/** An error response of Graph, thrown by the checks. */
final class GraphError extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String text;

    GraphError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }

    static GraphError unauthorized(String message) {
        return new GraphError(401, "InvalidAuthenticationToken", message);
    }

    static GraphError denied() {
        return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static GraphError noRecipients() {
        return new GraphError(
                400,
                "ErrorInvalidRecipients",
                "At least one recipient is not valid., A message can't be sent because it contains no recipients.");
    }

    static GraphError badRecipient(String detail) {
        return new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid., " + detail);
    }

    static GraphError badRequest(String message) {
        return new GraphError(400, "BadRequest", message);
    }

    static GraphError notFound() {
        return new GraphError(
                404,
                "ErrorItemNotFound",
                "The specified object was not found in the store., The process failed to get"
                        + " the correct properties.");
    }

    static GraphError tooLarge() {
        return new GraphError(413, "RequestEntityTooLarge", "The request entity is too large.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
