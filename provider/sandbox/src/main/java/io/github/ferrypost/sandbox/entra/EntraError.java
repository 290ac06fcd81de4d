package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.HttpAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entra's errors: number, HTTP status, OAuth error code, and text; {@code %s} is the subject of the error. */
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
            50059,
            400,
            "invalid_request",
            "No tenant-identifying information found in either the request or implied by any provided credentials."),
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
    CLIENT_PUBLIC(
            700025,
            401,
            "invalid_client",
            "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
    FEDERATED_ISSUER(
            700211,
            401,
            "invalid_client",
            "No matching federated identity record found for presented assertion issuer '%s'. Please check your federated"
                    + " identity credential Subject, Audience and Issuer against the presented assertion."),
    FEDERATED_AUDIENCE(
            700212,
            401,
            "invalid_client",
            "No matching federated identity record found for presented assertion audience '%s'. Please check your"
                    + " federated identity credential Subject, Audience and Issuer against the presented assertion."),
    FEDERATED_SUBJECT(
            700213,
            401,
            "invalid_client",
            "No matching federated identity record found for presented assertion subject '%s'. Please check your"
                    + " federated identity credential Subject, Audience and Issuer against the presented assertion."),
    AUTHORIZATION_PENDING(
            70016,
            400,
            "authorization_pending",
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling."),
    // RFC 8628 section 3.5; Microsoft documents no number for it
    SLOW_DOWN(70016, 400, "slow_down", "OAuth 2.0 device flow error. Polling is too frequent. Slow down."),
    DEVICE_CODE_UNKNOWN(
            70018,
            400,
            "bad_verification_code",
            "Invalid verification code. User might have typed in a wrong user code for device code flow. Authorization"
                    + " is not approved."),
    DEVICE_CODE_EXPIRED(
            70020,
            400,
            "expired_token",
            "The provided value for the input parameter 'device_code' is not valid. This device code has expired."),
    DEVICE_CODE_DECLINED(65004, 400, "authorization_declined", "User declined to consent to access the app."),
    CONSENT_DECLINED(65004, 400, "access_denied", "User declined to consent to access the app."),
    CONSENT_MISSING(
            65001,
            400,
            "invalid_grant",
            "The user or administrator has not consented to use the application with ID '%s'. Send an interactive"
                    + " authorization request for this user and resource.",
            "consent_required"),
    CONSENT_BY_ADMIN(
            90094,
            400,
            "access_denied",
            "The grant requires admin permissions: '%s' needs permission to access resources in your organization that"
                    + " only an admin can grant."),
    SCOPE_UNKNOWN(
            650053,
            400,
            "invalid_client",
            "The application asked for scope '%s' that doesn't exist on the resource. Contact the app vendor."),
    SCOPES_OF_TWO(
            28000,
            400,
            "invalid_request",
            "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope"
                    + " %s is not valid."),
    REDIRECT_MISMATCH(
            50011,
            400,
            "invalid_request",
            "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the"
                    + " application. Make sure the redirect URI sent in the request matches one added to your application"
                    + " in the Azure portal."),
    NO_REDIRECT(900971, 400, "invalid_request", "No reply address provided."),
    REDIRECT_CHANGED(
            500112,
            400,
            "invalid_grant",
            "The reply address '%s' does not match the reply address provided when requesting Authorization code."),
    SESSION_MISSING(50058, 400, "login_required", "A silent sign-in request was sent but no user is signed in."),
    RESPONSE_TYPE(700054, 400, "unsupported_response_type", "response_type '%s' is not enabled for the application."),
    PKCE_MISSING(
            9002325,
            400,
            "invalid_request",
            "Proof Key for Code Exchange is required for cross-origin authorization code redemption."),
    PKCE_SIZE(50147, 400, "invalid_request", "The size of the code challenge parameter isn't valid."),
    PKCE_MISMATCH(
            501481,
            400,
            "invalid_grant",
            "The Code_Verifier does not match the code_challenge supplied in the authorization request."),
    CODE_INVALID(
            9002313, 400, "invalid_grant", "Invalid request. Request is malformed or invalid. The %s is not known."),
    CODE_EXPIRED(
            70008,
            400,
            "invalid_grant",
            "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive"
                    + " authorization request for this user and resource."),
    CODE_REDEEMED(
            54005,
            400,
            "invalid_grant",
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing"
                    + " refresh token."),
    GRANT_FOREIGN(
            70000,
            400,
            "invalid_grant",
            "Provided grant is invalid or malformed. It was issued to another application."),
    NOT_SPA(
            9002326,
            400,
            "invalid_request",
            "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request"
                    + " origin: '%s'."),
    SPA_WITHOUT_ORIGIN(
            9002327,
            400,
            "invalid_request",
            "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."),
    REFRESH_EXPIRED(
            700082,
            400,
            "invalid_grant",
            "The refresh token has expired due to inactivity. The token was issued on %s and was inactive for"
                    + " 90.00:00:00.",
            "bad_token"),
    REFRESH_EXPIRED_SPA(
            700084,
            400,
            "invalid_grant",
            "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of"
                    + " 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by"
                    + " the SPA to the sign in page. The token was issued on %s.",
            "bad_token"),
    REVOKED(
            50173,
            400,
            "invalid_grant",
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have"
                    + " changed or reset their password. The grant was issued on '%s'.",
            "bad_token"),
    NOT_ON_COMMON(
            9001023,
            400,
            "invalid_request",
            "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or"
                    + " tenant-specific endpoint."),
    USER_UNKNOWN(
            50034,
            400,
            "invalid_grant",
            "The user account '%s' does not exist in the directory. To sign into this application, the account must be"
                    + " added to the directory."),
    USER_LOCKED(
            50053,
            400,
            "invalid_grant",
            "The account is locked, you've tried to sign in too many times with an incorrect user ID or password."),
    USER_DISABLED(50057, 400, "invalid_grant", "The user account is disabled."),
    WRONG_PASSWORD(50126, 400, "invalid_grant", "Error validating credentials due to invalid username or password."),
    PASSWORD_EXPIRED(50055, 400, "invalid_grant", "The password is expired.", "user_password_expired"),
    MFA_REQUIRED(
            50076,
            400,
            "invalid_grant",
            "Due to a configuration change made by your administrator, or because you moved to a new location, you must"
                    + " use multi-factor authentication to access '%s'.",
            "basic_action"),
    NOT_ASSIGNED(
            50105,
            400,
            "invalid_grant",
            "Your administrator has configured the application '%s' to block users unless they are specifically granted"
                    + " ('assigned') access to the application."),
    TRANSIENT(90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."),
    THROTTLED(
            90055,
            429,
            "temporarily_unavailable",
            "The server is terminating the request as there are too many requests"
                    + " from the same user and resource.");

    private static final Map<Integer, EntraError> BY_NUMBER = Stream.of(values())
            .collect(Collectors.toMap(error -> error.number, Function.identity(), (first, second) -> first));
    private static final Map<String, EntraError> BY_ERROR = Stream.of(values())
            .collect(Collectors.toMap(error -> error.error, Function.identity(), (first, second) -> first));

    private final int number;
    private final int status;
    private final String error;
    private final String text;
    private final String suberror;

    EntraError(int number, int status, String error, String text) {
        this(number, status, error, text, "");
    }

    EntraError(int number, int status, String error, String text, String suberror) {
        this.number = number;
        this.status = status;
        this.error = error;
        this.text = text;
        this.suberror = suberror;
    }

    /** The OAuth error code. */
    String error() {
        return error;
    }

    /** The number and the text, without trace ID and timestamp. */
    String description(String about) {
        return "AADSTS" + number + ": " + text.replace("%s", about);
    }

    /** Entra's error response. */
    HttpAnswer answer(String about, String correlationId, Instant now) {
        return ErrorAnswer.of(status, error, number, text.replace("%s", about), suberror, correlationId, now);
    }

    /**
     * The response for a number or OAuth error code that a test ordered: from the table, or made up if it is not there.
     */
    static HttpAnswer answerFor(String ordered, int status, String correlationId, Instant now) {
        String digits = ordered.replaceAll("\\D", "");
        EntraError known = digits.isEmpty() ? BY_ERROR.get(ordered) : BY_NUMBER.get(Integer.parseInt(digits));
        if (known == null) {
            int number = digits.isEmpty() ? 90033 : Integer.parseInt(digits);
            String error = digits.isEmpty() ? ordered : "invalid_request";
            return ErrorAnswer.of(
                    status == 0 ? 400 : status, error, number, "Ordered by a test.", "", correlationId, now);
        }
        String text = known.text.replace("%s", "sandbox");
        int actual = status == 0 ? known.status : status;
        return ErrorAnswer.of(actual, known.error, known.number, text, known.suberror, correlationId, now);
    }
}
