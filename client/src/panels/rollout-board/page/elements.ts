/** Elements by code: texts are set as texts, so that no name of a cluster is ever read as markup. */

export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  /** Without the `undefined` ones. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: name, text, attributes }: ElementParts = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name !== undefined) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes ?? {}))
    if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Makes the children those, in their order; what is there already is not touched, and keeps its focus. */
export function arrange(parent: Element, children: readonly Element[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of children) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}
