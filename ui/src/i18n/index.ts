/** Sentences: all of them stand in the .ftl files, one file an area and language; both languages have the same keys. */
export { errorText, has, lang, languages, pick, setLanguage, t, tIn, type Locale } from './text.svelte';
