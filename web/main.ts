/** The site's own page: one element with the notebook named in the URL, or the first lesson. */
import "./embed/shard-book.ts";

const FIRST_LESSON = "examples/introduction-to-dynamodb.ipynb";

const book = document.createElement("shard-book");
book.setAttribute("src", new URLSearchParams(location.search).get("notebook") ?? FIRST_LESSON);
document.body.prepend(book);
