/** Copies a text, even if the browser offers no clipboard (plain http from another machine). Returns whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const worked = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (worked) return true;
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  return worked;
}
