//! `ventanilla demo`: a practice journal of made-up attentions to look around in.
