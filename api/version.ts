/**
 * The version of the API (SemVer), in one place: the `API-Version` header, the document's `info.version` and the newest
 * number in CHANGELOG.md. The major number is the one in `/v1`; what each part promises is in docs/versioning.md.
 */
export const apiVersion = '1.0.0';
