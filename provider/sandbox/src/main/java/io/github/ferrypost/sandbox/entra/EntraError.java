package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.Answer;
import io.github.ferrypost.sandbox.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entra's errors: number, HTTP status, OAuth's word for it, and the text; {@code %s} is what the error is about. */
enum EntraError {
    PARAMETER_MISSING(900144, 400, "invalid_request", "The request body must contain the following parameter: '%s'."),
    NOT_POST(900561, 400, "invalid_request", "The endpoint only accepts POST requests. Received a %s request."),
    GRANT_TYPE(70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '%s'."),
    TENANT_NOT_FOUND(
            90002,
            400,
            "invalid_request",
            "Tenant '%s' not found. Check to make sure you have the correct tenant"
                    + " ID and are signing into the correct cloud. Check with your subscription administrator, this may happen"
                    + " if there are no active subscriptions for the tenant."),
    TENANT_SYNTAX(
            900023,
            400,
            "invalid_request",
            "Specified tenant identifier '%s' is neither a valid DNS name, nor a" + " valid external domain."),
    TENANT_COMMON(
            53004,
            400,
            "invalid_request",
            "Tenant '%s' cannot be used with client credentials. Please use a tenant-specific" + " endpoint."),
    CLIENT_ID_SYNTAX(900291, 400, "invalid_request", "'%s' is not a valid application identifier."),
    APP_NOT_FOUND(
            700016,
            400,
            "unauthorized_client",
            "Application with identifier '%s' was not found in the directory"
                    + " 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant"
                    + " or consented to by any user in the tenant. You may have sent your authentication request to the wrong"
                    + " tenant."),
    APP_DISABLED(7000112, 400, "unauthorized_client", "Application '%s' is disabled."),
    NO_SERVICE_PRINCIPAL(
            7000229,
            400,
            "unauthorized_client",
            "The client application '%s' is missing service principal in"
                    + " the tenant. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119"),
    NO_CREDENTIAL(
            7000218,
            401,
            "invalid_client",
            "The request body must contain the following parameter:" + " 'client_assertion' or 'client_secret'."),
    WRONG_SECRET(
            7000215,
            401,
            "invalid_client",
            "Invalid client secret provided. Ensure the secret being sent in the"
                    + " request is the client secret value, not the client secret ID, for a secret added to app '%s'."),
    SECRET_EXPIRED(
            7000222,
            401,
            "invalid_client",
            "The provided client secret keys for app '%s' are expired. Visit the"
                    + " Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using"
                    + " certificate credentials for added security: https://aka.ms/certCreds."),
    ASSERTION_SYNTAX(50027, 401, "invalid_client", "JWT token is invalid or malformed."),
    ASSERTION_ISSUER(
            700021,
            401,
            "invalid_client",
            "Client assertion application identifier doesn't match 'client_id'"
                    + " parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials."),
    ASSERTION_AUDIENCE(
            700023,
            401,
            "invalid_client",
            "Client assertion audience claim does not match Realm issuer. Review the"
                    + " documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials."),
    ASSERTION_TIME(
            700024,
            401,
            "invalid_client",
            "Client assertion is not within its valid time range. Current time: %s."
                    + " Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials."),
    ASSERTION_KEY(
            700027,
            401,
            "invalid_client",
            "The certificate with identifier used to sign the client assertion is not"
                    + " registered on application. [Reason - The key was not found.] Please visit the Azure Portal, Graph"
                    + " Explorer or directly use MS Graph to see configured keys for app Id '%s'."),
    ASSERTION_SIGNATURE(
            700027,
            401,
            "invalid_client",
            "Client assertion failed signature validation. [Reason - The key"
                    + " was found, but the signature is wrong.] app Id '%s'."),
    CERTIFICATE_EXPIRED(
            1000502,
            401,
            "invalid_client",
            "The provided certificate is not within its specified validity" + " period. app Id '%s'."),
    SCOPE_EMPTY(
            28003,
            400,
            "invalid_request",
            "Provided value for the input parameter scope cannot be empty when"
                    + " requesting an access token using the provided authorization code. Please specify a valid scope."),
    SCOPE_INVALID(
            70011,
            400,
            "invalid_scope",
            "The provided request must include a 'scope' input parameter. The provided"
                    + " value for the input parameter 'scope' is not valid. The scope %s is not valid."),
    SCOPE_NOT_DEFAULT(
            1002012,
            400,
            "invalid_scope",
            "The provided value for scope %s is not valid. Client credential flows"
                    + " must have a scope value with /.default suffixed to the resource identifier (application ID URI)."),
    RESOURCE_NOT_FOUND(
            500011,
            400,
            "invalid_resource",
            "The resource principal named %s was not found in the tenant named"
                    + " Contoso. This can happen if the application has not been installed by the administrator of the tenant"
                    + " or consented to by any user in the tenant. You might have sent your authentication request to the wrong"
                    + " tenant."),
    CONDITIONAL_ACCESS(
            53003,
            400,
            "invalid_grant",
            "Access has been blocked by Conditional Access policies. The access"
                    + " policy does not allow token issuance."),
    TRANSIENT(90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."),
    THROTTLED(
            90055,
            429,
            "temporarily_unavailable",
            "The server is terminating the request as there are too many requests"
                    + " from the same user and resource.");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<Integer, EntraError> BY_NUMBER = Stream.of(values())
            .collect(Collectors.toMap(error -> error.number, Function.identity(), (first, second) -> first));

    private final int number;
    private final int status;
    private final String error;
    private final String text;

    EntraError(int number, int status, String error, String text) {
        this.number = number;
        this.status = status;
        this.error = error;
        this.text = text;
    }

    /** Entra's answer. */
    Answer answer(String about, String correlationId, Instant now) {
        return answer(status, error, number, text.replace("%s", about), correlationId, now);
    }

    /** The answer for a number that a test ordered: from the table, or made up if it is not there. */
    static Answer answerFor(int number, int status, String correlationId, Instant now) {
        EntraError known = BY_NUMBER.get(number);
        if (known == null) {
            return answer(
                    status == 0 ? 400 : status, "invalid_request", number, "Ordered by a test.", correlationId, now);
        }
        return answer(
                status == 0 ? known.status : status,
                known.error,
                number,
                known.text.replace("%s", "sandbox"),
                correlationId,
                now);
    }

    private static Answer answer(int status, String error, int number, String text, String correlationId, Instant now) {
        String trace = UUID.randomUUID().toString();
        String time = TIME.format(now);
        String description = "AADSTS" + number + ": " + text + " Trace ID: " + trace + " Correlation ID: "
                + correlationId + " Timestamp: " + time;
        return Answer.json(
                status,
                Json.of(
                        "error", error,
                        "error_description", description,
                        "error_codes", List.of(number),
                        "timestamp", time,
                        "trace_id", trace,
                        "correlation_id", correlationId,
                        "error_uri", "https://login.microsoftonline.com/error?code=" + number));
    }
}
