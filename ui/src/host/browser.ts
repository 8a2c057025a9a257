/** Files in a plain browser: chosen by its own dialog, saved as its downloads. */

/** Asks for files; none when the person turned back. */
export function pickFiles(accept: string): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accept;
  return new Promise((ok) => {
    input.addEventListener('change', () => ok([...(input.files ?? [])]));
    input.addEventListener('cancel', () => ok([]));
    input.click();
  });
}

/** Hands bytes to the browser, which keeps them where it keeps downloads. */
export function saveAs(name: string, bytes: ArrayBuffer): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
