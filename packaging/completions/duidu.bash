# Completion of duidu for bash.
_duidu() {
    local cur prev command="" word
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            outline | compare | facts | export) command=$word; break ;;
        esac
    done

    local words=""
    case $prev in
        --format)
            case $command in
                outline) words="text json" ;;
                compare) words="text json csv md html docx xlsx" ;;
                facts) words="text json csv xlsx" ;;
                export) words="txt md html csv json docx xlsx pdf" ;;
            esac ;;
        --what) words="text section comparison tasks formulations figures" ;;
        --left | --right | --part) words="opening review plan closing appendix furniture other" ;;
        --find) return ;;
    esac
    if [[ -n $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        return
    fi

    if [[ $cur == -* ]]; then
        case $command in
            outline) words="--format --help" ;;
            compare) words="--left --right --format --out --force --help" ;;
            facts) words="--format --out --force --help" ;;
            export) words="--what --format --out --force --help" ;;
            *) words="--part --find --help --version" ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        return
    fi

    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    if [[ $COMP_CWORD -eq 1 ]]; then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "outline compare facts export" -- "$cur")
    fi
}
complete -F _duidu duidu
