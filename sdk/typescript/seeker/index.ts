// The client of the seeker app: the operations of its published specification, typed,
// with sign-in, the envelope and idempotency taken care of.
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";

/** Types of the specification by name: Schema<"Job">. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The tokens of one sign-in. */
export type Tokens = Schema<"Tokens">;

/** A failed answer. `code` is stable, to switch on; `message` is for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly violations: Schema<"Violation">[];
  constructor(status: number, failure: Schema<"FailureError">) {
    super(failure.message);
    this.name = "ApiError";
    this.status = status;
    this.code = failure.code;
    this.violations = failure.details?.violations ?? [];
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

type DataOf<T> = T extends { data: infer D } ? D : undefined;

function opened<T>({ data, error, response }: Answer<T>): T {
  if (error !== undefined || !response.ok) {
    const failure = (error as Partial<Schema<"Failure">> | undefined)?.error;
    throw new ApiError(response.status, failure ?? { code: "unreadable", message: "The answer is none of this API. Check the address.", details: {} });
  }
  return data as T;
}

/** Takes the data out of an answer's envelope: `await unwrap(api.GET("/api/v1/auth/me"))`. Throws ApiError. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<DataOf<T>> {
  const envelope = opened(await answer) as { data?: DataOf<T> } | undefined;
  return envelope?.data as DataOf<T>;
}

/** Takes one page of a list out of an answer's envelope. Throws ApiError. */
export async function unwrapList<T>(answer: Promise<Answer<T>>): Promise<{ items: DataOf<T>; pagination: Schema<"Pagination"> }> {
  const envelope = opened(await answer) as { data: DataOf<T>; pagination: Schema<"Pagination"> };
  return { items: envelope.data, pagination: envelope.pagination };
}

/** Headers that let a POST be sent again without a second effect; keep the key for as long as it may be repeated. */
export function idempotent(key: string = crypto.randomUUID()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}

/** The body of an upload: `api.POST("/api/v1/resumes/parse", resumeBody(file, "resume.pdf"))`. */
export function resumeBody(file: Blob, name: string): { body: { file: string }; bodySerializer: () => FormData } {
  const form = new FormData();
  form.append("file", file, name);
  return { body: { file: name }, bodySerializer: () => form };
}

export interface Options {
  /** Address of the seeker app, e.g. "https://jobs.example.org". */
  baseUrl: string;
  /** The tokens of an earlier sign-in. */
  tokens?: Tokens;
  /** Is called with new tokens, and with undefined after signing out: the place to store them. */
  onTokens?: (tokens: Tokens | undefined) => void;
  fetch?: (request: Request) => Promise<Response>;
}

export interface Seeker extends Client<paths> {
  /** Signs in and uses the tokens for all later requests. Throws a SecondProofNeeded where the account has a second factor. */
  signIn(email: string, password: string): Promise<Schema<"Account">>;
  /** Finishes a sign-in with a code of the authenticator app, or a recovery code. */
  confirm(needed: SecondProofNeeded, method: "totp" | "recovery_code", code: string): Promise<Schema<"Account">>;
  /** Ends the sign-in here and on the server. */
  signOut(): Promise<void>;
}

/** Says that the account has a second factor: go on with confirm. */
export class SecondProofNeeded extends Error {
  constructor(readonly challenge: Schema<"Challenge">) {
    super("the account has a second factor: confirm the sign-in");
    this.name = "SecondProofNeeded";
  }
}

/** Seconds before its end at which an access token is exchanged. */
const refreshBefore = 30;

/** Makes a client. Without tokens it calls as a visitor. */
export function createSeeker(options: Options): Seeker {
  const client = createClient<paths>({ baseUrl: options.baseUrl, fetch: options.fetch });
  let tokens: Tokens | undefined;
  let until = 0;
  let refreshing: Promise<void> | undefined;

  function keep(fresh: Tokens | undefined): void {
    tokens = fresh;
    until = fresh ? Date.now() + fresh.expiresIn * 1000 : 0;
    options.onTokens?.(fresh);
  }
  // How much of a stored token's time is left is not known, so it is exchanged first.
  tokens = options.tokens;

  const authorise: Middleware = {
    async onRequest({ request, schemaPath }) {
      if (!tokens || schemaPath === "/api/v1/auth/login" || schemaPath === "/api/v1/auth/refresh") return undefined;
      if (until - Date.now() < refreshBefore * 1000) {
        // One refresh at a time: a refresh token works once.
        refreshing ??= unwrap(client.POST("/api/v1/auth/refresh", { body: { refreshToken: tokens.refreshToken } }))
          .then(keep)
          .finally(() => { refreshing = undefined; });
        await refreshing;
      }
      request.headers.set("Authorization", `Bearer ${tokens.accessToken}`);
      return request;
    },
  };
  client.use(authorise);

  /** signedIn keeps the tokens of a sign-in, or throws what is still missing. */
  const signedIn = ({ user, accessToken, refreshToken, expiresIn, mfa }: Schema<"Login">) => {
    if (mfa) throw new SecondProofNeeded(mfa);
    if (!user || !accessToken || !refreshToken || !expiresIn) throw new Error("the answer holds neither tokens nor a challenge");
    keep({ accessToken, refreshToken, expiresIn });
    return user;
  };

  return Object.assign(client, {
    async signIn(email: string, password: string) {
      return signedIn(await unwrap(client.POST("/api/v1/auth/login", { body: { email, password } })));
    },
    async confirm(needed: SecondProofNeeded, method: "totp" | "recovery_code", code: string) {
      return signedIn(await unwrap(client.POST("/api/v1/auth/mfa/verify", { body: { challenge: needed.challenge.challenge, method, code } })));
    },
    async signOut() {
      if (!tokens) return;
      await unwrap(client.POST("/api/v1/auth/logout", { body: { refreshToken: tokens.refreshToken } }));
      keep(undefined);
    },
  });
}

export { asFound } from "./facts.js";
