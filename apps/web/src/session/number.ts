/** A number as it is typed: of a document, or one of the community, which begins with #. */
export const numberOf = (typed: string): Readonly<{ document: string } | { communityNumber: string }> => {
  const plain = typed.replace(/\s/g, '');
  return /^[#\uFF03]/.test(plain) ? { communityNumber: plain.slice(1) } : { document: plain.toUpperCase() };
};
