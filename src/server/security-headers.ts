/** What the usePress of react-aria puts into a page's head: the one style that is allowed without a file of its own. */
const PRESSABLE_STYLE = `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`;

/**
 * Headers of every answer: a page loads nothing but our own files, is framed by nobody, tells nobody where it was.
 *
 * After the OWASP HTTP Headers Cheat Sheet. @param isSecure People reach the server by https.
 */
export function securityHeaders({
  isSecure,
  hashOf,
}: {
  isSecure: boolean;
  /** SHA-256 of a text, base64. */
  hashOf: (text: string) => string;
}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${hashOf(PRESSABLE_STYLE)}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "media-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), payment=(), usb=()',
    ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
