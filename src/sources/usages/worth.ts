/** Files in which nothing reads an environment, whatever they begin with: their contents are not looked at. */
const NEVER =
  /\.(?:css|scss|sass|less|html?|svg|png|jpe?g|gif|ico|webp|avif|bmp|pdf|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|zip|gz|tgz|bz2|xz|7z|jar|class|pyc|so|o|a|dll|exe|wasm|db|sqlite3?|map|lock|sum|snap|md|rst|adoc|txt|csv|tsv|po|mo|log|patch|diff|pem|crt|key)$/i;
/** Programs that a build has squeezed into few lines; whoever wrote them keeps the source elsewhere. */
const SQUEEZED = /\.min\.[cm]?js$/i;

/** Whether a file by this name can be code, a script, a template or configuration. */
export function isWorthReading(path: string): boolean {
  return !NEVER.test(path) && !SQUEEZED.test(path);
}
