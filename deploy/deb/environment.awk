# Reads a file of settings as systemd reads it (EnvironmentFile) and writes it so that a shell can take it: awk -f environment.awk suara.env
# A shell would split an unquoted value at ; and put something else in the place of $.
function keep() {
    sub(/[ \t\r]+$/, "", key)
    if (key ~ /^[A-Za-z_][A-Za-z0-9_]*$/) {
        gsub(/'/, "'\\''", value)
        printf "export %s='%s'\n", key, value
    }
    key = value = ""
    state = "before"
}
{ text = text $0 "\n" }
END {
    state = "before"
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        blank = c ~ /[ \t\r\n]/
        if (state == "before") {
            if (c == "#" || c == ";") state = "comment"
            else if (!blank) { state = "key"; key = c }
        } else if (state == "comment") {
            if (c == "\\") i++
            else if (c == "\n") state = "before"
        } else if (state == "key") {
            if (c == "\n") { key = ""; state = "before" }
            else if (c == "=") state = "value"
            else key = key c
        } else if (state == "value") { # nothing of it yet, or a quoted part ended
            if (c == "\n") keep()
            else if (c == "'") state = "single"
            else if (c == "\"") state = "double"
            else if (c == "\\") { state = "plain"; end = length(value); if (substr(text, ++i, 1) != "\n") { value = value substr(text, i, 1); end = length(value) } }
            else if (!blank) { state = "plain"; value = value c; end = length(value) }
        } else if (state == "plain") {
            if (c == "\n") { value = substr(value, 1, end); keep() }
            else if (c == "\\") { if (substr(text, ++i, 1) != "\n") { value = value substr(text, i, 1); end = length(value) } }
            else { value = value c; if (!blank) end = length(value) }
        } else if (state == "single") {
            if (c == "'") state = "value"
            else value = value c
        } else if (state == "double") {
            if (c == "\"") state = "value"
            else if (c != "\\") value = value c
            else {
                c = substr(text, ++i, 1)
                if (index("\"\\`$", c) > 0) value = value c
                else if (c != "\n") value = value "\\" c
            }
        }
    }
}
